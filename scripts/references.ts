import * as z from "zod";
import { publicInput } from "../src/call.ts";
import { rules } from "../src/compat/rules.ts";
import { artifactReaders } from "../src/detect/artifacts.ts";
import { detectors } from "../src/detect/detectors.ts";
import { findingRules } from "../src/detect/findings.ts";
import { infrastructures } from "../src/detect/infrastructures.ts";
import { Settings } from "../src/model/settings.ts";
import { errorCodes, type Tool, ToolError } from "../src/tool.ts";
import { tools } from "../src/tools.ts";
import { schedules } from "../src/verify/schedules.ts";

const note = "<!-- Generated from the lists in src by `npm run references`; edit the lists, not this file. -->";

interface JsonSchema {
  type?: string | string[];
  description?: string;
  default?: unknown;
  enum?: unknown[];
  const?: string | number | boolean;
  items?: JsonSchema;
  anyOf?: JsonSchema[];
  properties?: Record<string, JsonSchema>;
  required?: string[];
  $ref?: string;
  $defs?: Record<string, JsonSchema>;
}

type Defs = Record<string, JsonSchema> | undefined;

/** What a reference into the same page's definitions names. */
function inlined(schema: JsonSchema, defs: Defs): JsonSchema {
  return defs?.[schema.$ref?.split("/").at(-1) ?? ""] ?? schema;
}

function typeOf(given: JsonSchema, defs?: Defs): string {
  const schema = inlined(given, defs);
  if (schema.enum) return schema.enum.map((value) => `\`${String(value)}\``).join(", ");
  if (schema.const !== undefined) return `\`${String(schema.const)}\``;
  if (schema.anyOf) return [...new Set(schema.anyOf.map((each) => typeOf(each, defs)))].join(" or ");
  if (schema.type === "array") return `list of ${schema.items ? typeOf(schema.items, defs) : "anything"}`;
  if (schema.type === "object" && schema.properties) return `{${Object.keys(schema.properties).join(", ")}}`;
  return String(schema.type ?? "anything");
}

/** What the required keys of a list's entries say of themselves. */
function keysOf(schema: JsonSchema, defs: Defs): string {
  const entry = inlined(schema.items ?? {}, defs);
  const meant = (entry.required ?? []).map((key) => [key, entry.properties?.[key]?.description] as const);
  return meant.flatMap(([key, text]) => (text === undefined ? [] : [` \`${key}\`: ${text}.`])).join("");
}

const cell = (text: string): string => text.replaceAll("|", "\\|").replaceAll("\n", " ");

function table(head: string[], rows: string[][]): string {
  return [head, head.map(() => "---"), ...rows].map((row) => `| ${row.map(cell).join(" | ")} |`).join("\n");
}

function toolSection(tool: Tool): string {
  const input = z.toJSONSchema(publicInput(tool), { io: "input", unrepresentable: "any" }) as JsonSchema;
  const output = z.toJSONSchema(tool.output, { io: "output", unrepresentable: "any" }) as JsonSchema;
  const inputs = Object.entries(input.properties ?? {}).map(([name, field]) => [
    `\`${name}\`${input.required?.includes(name) ? " (required)" : ""}`,
    typeOf(field, input.$defs),
    `${field.description ?? ""}${keysOf(field, input.$defs)}${field.default === undefined ? "" : ` Default: \`${JSON.stringify(field.default)}\`.`}`,
  ]);
  const outputs = Object.entries(output.properties ?? {}).map(([name, field]) => [`\`${name}\``, typeOf(field), field.description ?? ""]);
  return [
    `## ${tool.name}`,
    `${tool.title}. Effect: **${tool.effect}**.`,
    tool.description,
    "Input",
    table(["field", "type", "meaning"], inputs),
    "Answer, beside `status`, `summary` and `next`",
    table(["field", "type", "meaning"], outputs),
  ].join("\n\n");
}

function toolsPage(): string {
  const list: readonly Tool[] = tools;
  const errors = errorCodes.map((code) => {
    const { retry, stop } = new ToolError(code, "", "").toJSON();
    return [`\`${code}\``, retry.safe ? "yes" : "no", retry.how, stop];
  });
  return [
    "# Tools",
    note,
    "The same names and fields over MCP, on the command line (`godmode-event <tool> --field value`) and in the library (`call(name, input)`).",
    table(
      ["tool", "effect", "what it does"],
      list.map((tool) => [`[\`${tool.name}\`](#${tool.name})`, tool.effect, tool.description]),
    ),
    ...list.map(toolSection),
    "## Errors",
    table(["code", "safe to repeat", "how", "give up when"], errors),
    "",
  ].join("\n\n");
}

function rulesOf(format: string): string {
  const rows = rules
    .filter((rule) => rule.format === format)
    .map((rule) => [`\`${rule.id}\``, rule.severity, rule.categories.join(", "), rule.purpose]);
  return `## ${format}\n\n${table(["rule", "usual severity", "asked by policy", "what must hold, and why"], rows)}`;
}

function rulesPage(): string {
  return ["# Compatibility rules", note, ...["avro", "protobuf", "json-schema"].map(rulesOf), ""].join("\n\n");
}

function detectorsPage(): string {
  return [
    "# What `detect` reads",
    note,
    "## Client libraries",
    table(
      ["library", "language", "broker", "import names", "read from"],
      detectors.map((detector) => [
        `\`${detector.id}\``,
        detector.language,
        detector.broker,
        detector.modules.map((name) => `\`${name}\``).join(", "),
        detector.docs,
      ]),
    ),
    "## Infrastructure and artifacts",
    table(
      ["format", "file names"],
      [...infrastructures, ...artifactReaders].map((format) => [format.id, `\`${format.name.source}\``]),
    ),
    "## Findings",
    table(
      ["rule", "severity", "what goes wrong"],
      findingRules.map((rule) => [`\`${rule.id}\``, rule.severity, rule.purpose]),
    ),
    "",
  ].join("\n\n");
}

function faultClassesPage(): string {
  return [
    "# Fault classes",
    note,
    "What `verify-idempotency` does to a consumer. `faults` takes ids or titles. A variant follows a colon: `F1:redelivery` is the same message again (same offset), `F1:producer` the same event sent again (new offset), `F7:http` and `F7:publish` a crash at a call or a message.",
    table(
      ["class", "title", "models of delivery", "what happens", "what cures it"],
      schedules.map(({ id, title, models, advisory, purpose, fix }) => [
        id,
        `\`${title}\``,
        advisory === true ? `${models.join(", ")}; advice only` : models.join(", "),
        purpose,
        fix,
      ]),
    ),
    "F13 decides `orderSafe`, not the verdict. A copy that the producer sent again comes in the `individual` model only. F17 `poison-message` is the proof that `configure-dlq` makes with the consumer itself. `INV` is a declared invariant that does not hold.",
    "",
  ].join("\n\n");
}

function settingsSchema(): string {
  const schema = z.toJSONSchema(Settings, { io: "input" });
  return `${JSON.stringify({ title: ".godmode/event.json", ...schema }, null, 2)}\n`;
}

/** Path to text of every generated reference. */
export function references(): Record<string, string> {
  return {
    "references/tools.md": toolsPage(),
    "references/compat-rules.md": rulesPage(),
    "references/detectors.md": detectorsPage(),
    "references/fault-classes.md": faultClassesPage(),
    "references/settings.schema.json": settingsSchema(),
  };
}
