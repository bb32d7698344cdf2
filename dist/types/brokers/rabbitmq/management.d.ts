import type { Endpoint } from "./address.ts";
export interface Answer {
    readonly status: number;
    readonly body: unknown;
}
/** The HTTP interface of RabbitMQ's management plug-in. https://www.rabbitmq.com/docs/http-api-reference */
export interface Management {
    /** `path` below /api. Undefined: it is not there. */
    readonly get: <T>(path: string) => Promise<T | undefined>;
    readonly put: (path: string, body: unknown) => Promise<void>;
    readonly post: (path: string, body: unknown) => Promise<void>;
    readonly delete: (path: string) => Promise<void>;
    /** `/queues/<virtual host>/<name>`, encoded. */
    readonly path: (of: string, ...names: readonly string[]) => string;
}
export declare function manage(endpoint: Endpoint): Management;
