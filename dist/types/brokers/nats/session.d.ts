import type { Opening, Reader, Session } from "../broker.ts";
export interface NatsSession extends Session {
    sweep(reader: Reader): Promise<number>;
    /** The process behind it dies: no settlement of it counts any more. */
    abandon(): void;
}
export declare function connect(opening: Opening): Promise<NatsSession>;
