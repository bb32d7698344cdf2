import { aligned } from "../owners/terraform/blocks.ts";

/** Text of an expression of Terraform's language. */
export type Hcl = string;

/** A literal string: `${` and `%{` would be templates. */
export function hclText(text: string): Hcl {
  return JSON.stringify(text).replaceAll(/[$%](?=\{)/g, (sign) => sign + sign);
}

export function hclValue(value: string | number | boolean): Hcl {
  return typeof value === "string" ? hclText(value) : String(value);
}

/** An object over several lines, as it stands in an attribute. */
export function hclObject(pairs: readonly (readonly [string, Hcl])[]): Hcl {
  const named = pairs.map(([key, value]) => [/^[A-Za-z_][\w-]*$/.test(key) ? key : JSON.stringify(key), value] as const);
  return `{\n${aligned(named).map(indented).join("\n")}\n}`;
}

export function hclBlock(head: string, attributes: readonly (readonly [string, Hcl])[]): Hcl {
  return `${head} {\n${aligned(attributes).map(indented).join("\n")}\n}\n`;
}

function indented(lines: string): string {
  return lines.replaceAll(/^(?=.)/gm, "  ");
}
