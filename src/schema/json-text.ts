const width = 100;

/** JSON text as people write it: on one line what fits there, the rest indented by two. */
export function jsonText(value: unknown, indent = ""): string {
  const line = inlineJson(value);
  if (indent.length + line.length <= width || value === null || typeof value !== "object") return line;
  const inner = `${indent}  `;
  if (Array.isArray(value)) return `[\n${value.map((item) => inner + jsonText(item, inner)).join(",\n")}\n${indent}]`;
  const members = Object.entries(value).map(([key, item]) => `${inner}${JSON.stringify(key)}: ${jsonText(item, inner)}`);
  return `{\n${members.join(",\n")}\n${indent}}`;
}

/** { "name": "x", "type": ["null", "string"] } */
export function inlineJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(inlineJson).join(", ")}]`;
  if (value === null || typeof value !== "object") return JSON.stringify(value);
  const members = Object.entries(value).map(([key, inner]) => `${JSON.stringify(key)}: ${inlineJson(inner)}`);
  return members.length === 0 ? "{}" : `{ ${members.join(", ")} }`;
}
