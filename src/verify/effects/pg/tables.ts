import type { Column, Table, Value } from "../../observation.ts";
import { ownSchema } from "./clock.ts";
import type { PgClient } from "./library.ts";

interface Described {
  readonly schema: string;
  readonly name: string;
  readonly columns: readonly Column[];
}

/** https://www.postgresql.org/docs/current/catalogs.html */
const catalog = `
SELECT n.nspname AS schema, c.relname AS name, json_agg(json_build_object(
  'name', a.attname,
  'generated', a.attidentity <> '' OR coalesce(pg_get_expr(d.adbin, d.adrelid) LIKE 'nextval(%', false),
  'key', EXISTS (SELECT 1 FROM pg_index i WHERE i.indrelid = c.oid AND i.indisunique AND a.attnum = ANY (i.indkey::int2[])),
  'references', (SELECT CASE WHEN fn.nspname = 'public' THEN '' ELSE fn.nspname || '.' END || fc.relname || '.' || fa.attname
    FROM pg_constraint k JOIN pg_class fc ON fc.oid = k.confrelid JOIN pg_namespace fn ON fn.oid = fc.relnamespace
    JOIN pg_attribute fa ON fa.attrelid = k.confrelid AND fa.attnum = k.confkey[array_position(k.conkey, a.attnum)]
    WHERE k.conrelid = c.oid AND k.contype = 'f' AND a.attnum = ANY (k.conkey) LIMIT 1)) ORDER BY a.attnum) AS columns
FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
LEFT JOIN pg_attrdef d ON d.adrelid = c.oid AND d.adnum = a.attnum
WHERE c.relkind IN ('r', 'p') AND NOT c.relispartition AND n.nspname NOT LIKE 'pg\\_%'
  AND n.nspname NOT IN ('information_schema', '${ownSchema}')
GROUP BY n.nspname, c.relname ORDER BY 1, 2`;

export async function describe(query: Query): Promise<Described[]> {
  const { rows } = await query(catalog);
  return (rows as { schema: string; name: string; columns: (Column & { references: string | null })[] }[]).map(
    ({ schema, name, columns }) => ({
      schema,
      name,
      columns: columns.map(({ references, ...column }) => ({ ...column, ...(references !== null && { references }) })),
    }),
  );
}

/** All user tables at one moment. */
export async function readTables(query: Query, sink: string): Promise<Table[]> {
  await query("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY");
  try {
    const tables: Table[] = [];
    for (const { schema, name, columns } of await describe(query)) {
      const list = columns.map((column) => quoted(column.name)).join(", ");
      const { rows } = await query({ text: `SELECT ${list} FROM ${quoted(schema)}.${quoted(name)}`, rowMode: "array", types });
      tables.push({ sink, name: schema === "public" ? name : `${schema}.${name}`, columns, rows: rows as Value[][] });
    }
    return tables;
  } finally {
    await query("COMMIT");
  }
}

export type Query = (config: unknown) => ReturnType<PgClient["query"]>;

export const quoted = (name: string) => `"${name.replaceAll('"', '""')}"`;

/** Values as observations have them, by the type's object id: what is no number, truth value or bytes stays the server's text. */
const types = {
  getTypeParser:
    (oid: number) =>
    (text: string): Value => {
      if (oid === 16) return text === "t";
      if (oid === 17) return `x'${text.slice(2)}'`;
      const exact = text.replaceAll(/[-.]|^0+/g, "").length <= 15;
      return [20, 21, 23, 700, 701, 1700].includes(oid) && exact && Number.isFinite(Number(text)) ? Number(text) : text;
    },
};
