import type { Options } from "amqplib";
import { type Link } from "./link.ts";
export interface Publisher {
    /**
     * Resolves when the message is stored in at least one queue. A confirm alone does not say that: of what no queue takes, the
     * server confirms the receipt and gives it back. `stamp` is what tells it from the others.
     */
    send(to: {
        readonly exchange: string;
        readonly key: string;
    }, body: Buffer, options: Options.Publish, stamp: string): Promise<void>;
    close(): Promise<void>;
}
export declare function publisherOn(link: Link, stampOf: (headers: Record<string, unknown>) => string | undefined): Publisher;
