import type { Instance, Link } from "../instance.ts";
import type { Place } from "../place.ts";
import type { Proxy } from "../proxy.ts";
/** One request of the consumer, whole. */
export interface Exchange {
    readonly link: Link;
    readonly target: string | undefined;
    readonly body: string;
    /** The server's answer, its addresses turned into the proxy's. Rejects when the server cannot be reached. */
    readonly ask: () => Promise<Answer>;
    /** To the consumer, unless nothing goes to it any more. */
    readonly answer: (answer: Answer) => void;
}
export interface Answer {
    readonly status: number;
    readonly headers: Readonly<Record<string, string | string[] | undefined>>;
    readonly body: string;
}
/** An endpoint on loopback behind which one instance finds SQS and SNS. Connections come and go: they do not tell whether it lives. */
export declare function startHttpProxy(name: string, place: Place, work: (exchange: Exchange) => Promise<void>, strange: (instance: Instance, why: string) => void): Promise<Proxy>;
