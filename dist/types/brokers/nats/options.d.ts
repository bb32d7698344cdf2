import type { ConnectionOptions } from "nats";
import type { Address } from "../broker.ts";
type Client = typeof import("nats");
/** How the client connects. */
export declare function optionsOf({ url, user, password, credentials, tls }: Address, client: Client): ConnectionOptions;
export {};
