/** A schema of our own in the scratch database: marks it as ours, and holds the functions that tell virtual time. */
export const ownSchema = "godmode_event_scratch";

const setting = "godmode_event.now_ms";

/**
 * The server's clock follows the play: functions found before those of pg_catalog. New tables still go to `public`.
 * https://www.postgresql.org/docs/current/ddl-schemas.html#DDL-SCHEMAS-CATALOG
 */
export const searchPath = `SET search_path TO "$user", public, ${ownSchema}, pg_catalog`;

export const clockFunctions = ["now", "transaction_timestamp", "statement_timestamp", "clock_timestamp"]
  .map(
    (name) => `CREATE FUNCTION ${ownSchema}.${name}() RETURNS timestamptz LANGUAGE sql STABLE AS
  $$ SELECT coalesce(to_timestamp(nullif(current_setting('${setting}', true), '')::float8 / 1000), pg_catalog.${name}()) $$;`,
  )
  .join("\n");

export const setClock = (nowMs: number) => `SET ${setting} = '${nowMs}'`;

const now = `${ownSchema}.now()`;
const keywords: Readonly<Record<string, string>> = {
  current_timestamp: now,
  localtimestamp: `(${now}::timestamp)`,
  current_date: `(${now}::date)`,
  current_time: `(${now}::timetz)`,
  localtime: `(${now}::time)`,
};

/** Strings, quoted names, comments and dollar quotes, which stay as they are; or a word that is a clock, with its precision. */
const pieces =
  /'(?:[^']|'')*'|"(?:[^"]|"")*"|--[^\n]*|\/\*[^*]*(?:\*(?!\/)[^*]*)*\*\/|\b(current_timestamp|localtimestamp|current_date|current_time|localtime)\b(?:\s*\(\s*\d\s*\))?/gi;

/** Keywords of SQL cannot be found in another schema: they are written as the function. */
export function withVirtualClock(sql: string): string {
  return /current_|localtime/i.test(sql)
    ? sql.replaceAll(pieces, (whole, word?: string) => (word === undefined ? whole : keywords[word.toLowerCase()]!))
    : sql;
}
