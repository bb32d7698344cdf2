import * as z from "zod";
import { Mode, SchemaLanguage } from "../model/event.ts";
import { SchemaSource } from "../model/source.ts";
import { defineTool } from "../tool.ts";

export const registerSchema = defineTool({
  name: "register-schema",
  title: "Register a schema version",
  description:
    "Adds a compatible schema to the files registry as schemas/<subject>/<n>. Refuses one that breaks a registered version. The same content again returns its version and writes nothing; no version is ever overwritten.",
  effect: "files",
  input: z.object({
    schema: SchemaSource.describe("The schema to register."),
    subject: z.string().optional().describe("Default: from settings, its event type, its file or its type's name."),
    format: SchemaLanguage.optional().describe("Default: by extension and content."),
    mode: Mode.optional().describe("Checked first. NONE registers without a check. Default: the settings' mode, else BACKWARD_TRANSITIVE."),
  }),
  output: z.object({
    subject: z.string(),
    version: z.number().int(),
    id: z.string().describe("Identifier of this version in the registry."),
    path: z.string(),
    created: z.boolean().describe("False when this content was registered before."),
    mode: Mode,
    compared: z.array(z.string()).describe("Registered versions it was checked against, newest first."),
  }),
  positional: "schema",
  async run({ input, context }) {
    const { registerSource } = await import("./schemas/register.ts");
    return registerSource(context.root, input);
  },
  summarize: ({ subject, version, path, created }) =>
    created ? `Registered ${subject} version ${version}: ${path}.` : `${subject} has this content already, as version ${version}: ${path}.`,
  next: () => [{ tool: "validate", args: {}, why: "Shows what the domain still lacks." }],
});
