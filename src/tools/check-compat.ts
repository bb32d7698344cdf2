import * as z from "zod";
import { CheckPolicy, CompatFinding } from "../compat/rule.ts";
import { Mode, SchemaLanguage } from "../model/event.ts";
import { SchemaSource } from "../model/source.ts";
import { defineTool } from "../tool.ts";

export const checkCompat = defineTool({
  name: "check-compat",
  title: "Check a schema change",
  description:
    "Compares an Avro, Protobuf or JSON Schema with older versions, given or from its history. Returns each break with rule, place, reason and fix. Changes nothing.",
  effect: "read",
  input: z.object({
    schema: SchemaSource.describe("The new schema."),
    against: z.array(SchemaSource).min(1).optional().describe("Older ones, newest first. Default: its history."),
    format: SchemaLanguage.optional().describe("Default: by content."),
    mode: Mode.optional().describe("Default: settings, else BACKWARD_TRANSITIVE."),
    policy: CheckPolicy.optional().describe("Default: auto (house: add, never modify)."),
  }),
  output: z.object({
    compatible: z.boolean().optional().describe("Absent when it could not be told: see reason."),
    reason: z.string().optional(),
    policy: CheckPolicy,
    mode: Mode,
    format: SchemaLanguage,
    subject: z.string().optional(),
    compared: z.array(z.string()).describe("Versions it was compared with, newest first."),
    skipped: z.array(z.object({ name: z.string(), why: z.string() })).describe("Older versions that do not parse."),
    findings: z.array(CompatFinding),
    deployFirst: z
      .enum(["consumers", "producers", "any", "together"])
      .optional()
      .describe("Who may go live first; only when it is compatible."),
    registered: z.number().int().optional().describe("The version under which this content is registered."),
  }),
  lists: ["findings", "compared", "skipped"],
  positional: "schema",
  async run({ input, context }) {
    const { checkSchema } = await import("./schemas/check.ts");
    return checkSchema(context.root, input);
  },
  status: ({ compatible }) => (compatible === undefined ? "inconclusive" : compatible ? "ok" : "negative"),
  summarize({ compatible, reason, mode, policy, compared, findings }) {
    const versions = `${compared.length} version${compared.length === 1 ? "" : "s"} (${mode}, ${policy})`;
    if (compatible === undefined) return `Could not tell: ${reason}`;
    if (mode === "NONE") return "Compatible: mode NONE compares nothing.";
    if (compatible) return `Compatible with ${versions}${findings.length > 0 ? `; ${findings.length} hints` : ""}.`;
    const broken = findings.filter(({ severity }) => severity === "error");
    const first = broken[0]!;
    return `Breaks ${versions}: ${broken.length} error${broken.length === 1 ? "" : "s"}, first ${first.rule} at ${first.file}:${first.line}.`;
  },
  next({ compatible, compared, findings, subject, registered }, { schema }) {
    if (compatible === false || registered !== undefined || subject === undefined) return [];
    if (compatible === undefined && (compared.length > 0 || findings.length > 0)) return [];
    const why = compatible
      ? "The schema is compatible and not registered yet."
      : "It has no older version; registering makes it the first.";
    return [{ tool: "register-schema", args: { schema, subject }, why }];
  },
});
