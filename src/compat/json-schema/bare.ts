import { constraints } from "../../schema/formats/json-schema.ts";
import { fingerprint, isObject } from "../../schema/json-value.ts";

const maps = new Set(["properties", "patternProperties", "dependentSchemas", "dependencies"]);
const data = new Set(["enum", "const"]);

/** A text that is equal for schemas that say the same of values: titles, descriptions and other annotations are left out. */
export function bare(schema: unknown): string {
  return fingerprint(strip(schema));
}

function strip(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(strip);
  if (!isObject(schema)) return schema;
  return Object.fromEntries(
    constraints(schema).map((key) => {
      const value = schema[key];
      if (data.has(key)) return [key, value];
      return [
        key,
        maps.has(key) && isObject(value)
          ? Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, strip(inner)]))
          : strip(value),
      ];
    }),
  );
}
