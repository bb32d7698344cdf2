import type { Opening } from "../broker.ts";
export interface Endpoint {
    readonly connection: string;
    readonly tls?: {
        readonly ca?: string;
        readonly cert?: string;
        readonly key?: string;
    };
    readonly host: string;
    readonly port: number;
    readonly vhost: string;
    readonly user: string;
    readonly password: string;
    readonly management: URL;
    /** Tells servers and virtual hosts apart inside this process. */
    readonly place: string;
}
/** https://www.rabbitmq.com/docs/uri-spec, and the ports of https://www.rabbitmq.com/docs/networking#ports */
export declare function endpointOf({ connection, address }: Pick<Opening, "connection" | "address">): Endpoint;
