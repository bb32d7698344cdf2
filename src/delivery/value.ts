const source = Symbol("source text");

/** Source text of the format, such as `!GetAtt OrdersDlq.Arn`. */
export interface Verbatim {
  readonly [source]: string;
}

/** What is written into a file: data, or text of the format's own language. */
export type Value = string | number | boolean | Verbatim | readonly Value[] | { readonly [key: string]: Value };

export function verbatim(text: string): Verbatim {
  return { [source]: text };
}

export function isVerbatim(value: Value): value is Verbatim {
  return typeof value === "object" && source in value;
}

export function isList(value: Value): value is readonly Value[] {
  return Array.isArray(value);
}

/** Text that YAML reads as the string it is. https://yaml.org/spec/1.2.2/#733-plain-style, and YAML 1.1 where tools still read that. */
const plain = /^(?!(?:y|n|yes|no|on|off|true|false|null)$)(?:\d{1,9}[smhd]|[A-Za-z_/](?:[\w./+@#-]|:(?=[\w:])){0,200})$/i;

/** On one line, as YAML within a line or as JSON. */
export function inline(value: Value, json: boolean): string {
  if (typeof value === "object") {
    if (isVerbatim(value)) return value[source];
    if (isList(value)) return `[${value.map((item) => inline(item, json)).join(", ")}]`;
    const pairs = Object.entries(value).map(([key, item]) => `${json ? JSON.stringify(key) : yamlText(key)}: ${inline(item, json)}`);
    return pairs.length === 0 ? "{}" : json ? `{${pairs.join(", ")}}` : `{ ${pairs.join(", ")} }`;
  }
  return typeof value === "string" && !json ? yamlText(value) : JSON.stringify(value);
}

/** Within single quotes nothing is escaped but they themselves: patterns stay readable. */
function yamlText(text: string): string {
  if (plain.test(text)) return text;
  return /["\\]/.test(text) && /^[\x20-\x7E]+$/.test(text) ? `'${text.replaceAll("'", "''")}'` : JSON.stringify(text);
}

/** JSON over several lines, as it stands behind `indent`. */
export function jsonLines(value: Value, indent: string, unit: string): string {
  if (typeof value !== "object" || isVerbatim(value) || Object.keys(value).length === 0) return inline(value, true);
  const inner = indent + unit;
  if (isList(value)) return `[\n${value.map((item) => inner + jsonLines(item, inner, unit)).join(",\n")}\n${indent}]`;
  const pairs = Object.entries(value).map(([key, item]) => `${inner}${JSON.stringify(key)}: ${jsonLines(item, inner, unit)}`);
  return `{\n${pairs.join(",\n")}\n${indent}}`;
}

/** Lines of a YAML block: an entry of a map that stands at `indent`. No line end behind. */
export function yamlEntry(key: string, value: Value, indent: string, unit: string): string {
  const head = `${indent}${yamlText(key)}:`;
  if (typeof value !== "object" || isVerbatim(value) || Object.keys(value).length === 0) return `${head} ${inline(value, false)}`;
  return `${head}\n${isList(value) ? yamlItems(value, indent + unit, unit) : yamlMap(value, indent + unit, unit)}`;
}

export function yamlMap(value: Readonly<Record<string, Value>>, indent: string, unit: string): string {
  return Object.entries(value)
    .map(([key, item]) => yamlEntry(key, item, indent, unit))
    .join("\n");
}

export function yamlItems(value: readonly Value[], indent: string, unit: string): string {
  return value
    .map((item) => {
      if (typeof item !== "object" || isVerbatim(item) || isList(item)) return `${indent}- ${inline(item, false)}`;
      return `${indent}- ${yamlMap(item, `${indent}  `, unit).slice(indent.length + 2)}`;
    })
    .join("\n");
}
