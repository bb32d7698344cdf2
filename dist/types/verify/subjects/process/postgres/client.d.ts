import type { Pg, PgClient, Result } from "../../../effects/pg/library.ts";
/** In the shape of the library that the scratch database is written for. */
export declare const smallPg: Pg;
export declare const own: {
    connect: (client: PgClient) => Promise<unknown>;
    query: (client: PgClient) => (config: unknown) => Promise<Result>;
};
