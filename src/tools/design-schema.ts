import * as z from "zod";
import { SchemaLanguage } from "../model/event.ts";
import { SchemaSource } from "../model/source.ts";
import { Field } from "../schema/field.ts";
import { defineTool } from "../tool.ts";

export const designSchema = defineTool({
  name: "design-schema",
  title: "Design an event schema",
  description:
    "Writes an event schema from fields or a sample, in the envelope or CloudEvents; with previous, adds optional fields. Returns it with a valid event. Replaces no other file.",
  effect: "files",
  input: z.object({
    eventType: z.string().optional().describe("Past tense: order.placed."),
    format: SchemaLanguage.optional().describe("Default: as registered, else json-schema."),
    fields: z.array(Field).optional().describe("The payload, or what to add."),
    sample: z.unknown().optional().describe("Instead of fields: an example."),
    previous: SchemaSource.optional().describe("A schema to add to."),
    cloudEvents: z.boolean().optional().describe("Instead of the envelope."),
    write: z.string().optional().describe("Default: schemas/<type>.<ext>, or previous."),
    dryRun: z.boolean().optional().describe("Writes nothing."),
  }),
  output: z.object({
    format: SchemaLanguage,
    eventType: z.string().optional(),
    eventVersion: z.string().optional().describe("Absent where previous states none."),
    schema: z.string().describe("The schema's text."),
    sample: z.record(z.string(), z.unknown()).optional().describe("A valid event in the format's JSON encoding. Absent with previous."),
    path: z.string().optional().describe("Where the schema lies. Absent in a dry run."),
    written: z.boolean().describe("False in a dry run, or when the file holds this text already."),
    notes: z.array(z.string()).describe("What was assumed."),
  }),
  positional: "eventType",
  async run({ input, context }) {
    const { design } = await import("./schemas/design.ts");
    return design(context.root, input);
  },
  summarize({ eventType, format, path, written, notes }) {
    const what = `${eventType ?? "The schema"} as ${format}`;
    const where = path === undefined ? "not written (dry run)" : written ? `written to ${path}` : `${path} holds it already`;
    return `${what}: ${where}.${notes.length > 0 ? ` ${notes[0]}` : ""}`;
  },
  next({ path, eventType }) {
    if (path === undefined) return [];
    const check = { tool: "check-compat", args: { schema: { path } }, why: "Compares it with its history." };
    const register = {
      tool: "register-schema",
      args: { schema: { path }, ...(eventType !== undefined && { subject: eventType }) },
      why: "Registers it as the next version.",
    };
    return [register, check];
  },
});
