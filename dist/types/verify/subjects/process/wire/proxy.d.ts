import type { Conversation, Instance, Link } from "./instance.ts";
export interface ProxySpec {
    readonly target: {
        readonly host: string;
        readonly port: number;
    };
    readonly converse: (link: Link) => Conversation;
    /** The last connection of the instance ended, and the server knows. */
    readonly lost: (instance: Instance) => void | Promise<void>;
    /** It speaks something else. */
    readonly strange: (instance: Instance, why: string) => void;
}
export interface Proxy {
    readonly instance: Instance;
    readonly port: number;
    /** Ends all connections; the port is free afterwards. */
    close(): Promise<void>;
}
/** A port on loopback behind which one instance finds its broker. `of`: one more port of the same instance, to another server. */
export declare function startProxy(name: string, spec: ProxySpec, of?: Instance): Promise<Proxy>;
