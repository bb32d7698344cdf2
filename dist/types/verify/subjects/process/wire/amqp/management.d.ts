import type { Place } from "../place.ts";
/** RabbitMQ's HTTP interface, as far as a play needs it. Rejects with the server's own words. */
export interface Management {
    get<T>(path: string): Promise<T>;
    put(path: string, body: object): Promise<void>;
    post<T>(path: string, body: object): Promise<T>;
    delete(path: string): Promise<void>;
}
export declare const managementPort = 15672;
export declare function management({ host, management: url, user, password }: Place): Management;
export declare class ManagementError extends Error {
    readonly name = "ManagementError";
    readonly status: number;
    constructor(status: number, text: string);
}
