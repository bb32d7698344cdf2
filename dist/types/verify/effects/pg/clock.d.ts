/** A schema of our own in the scratch database: marks it as ours, and holds the functions that tell virtual time. */
export declare const ownSchema = "godmode_event_scratch";
/**
 * The server's clock follows the play: functions found before those of pg_catalog. New tables still go to `public`.
 * https://www.postgresql.org/docs/current/ddl-schemas.html#DDL-SCHEMAS-CATALOG
 */
export declare const searchPath = "SET search_path TO \"$user\", public, godmode_event_scratch, pg_catalog";
export declare const clockFunctions: string;
export declare const setClock: (nowMs: number) => string;
/** Keywords of SQL cannot be found in another schema: they are written as the function. */
export declare function withVirtualClock(sql: string): string;
