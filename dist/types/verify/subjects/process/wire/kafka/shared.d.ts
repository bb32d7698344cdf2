import { type Header } from "./requests.ts";
/** What there is of ours on a server that others use. */
export interface Apart {
    readonly owns: (topic: string) => boolean;
    /** Makes it; rejects where it is there already. */
    readonly ensure: (topic: string) => Promise<void>;
    /** Rejects where others are members of it. */
    readonly enter: (group: string) => Promise<void>;
}
/** Rejects where a request would read, change or add to what was there before. It must not be forwarded then. */
export declare function keepApart(frame: Buffer, header: Header, apart: Apart): Promise<void>;
/** Metadata 0–8 without the topics of others: who subscribes by a pattern would read them. */
export declare function ownMetadata(frame: Buffer, { version }: Header, owns: (topic: string) => boolean): Buffer;
