import * as z from "zod";

/** Where a schema's text comes from. */
export const SchemaSource = z.union([
  z.strictObject({ path: z.string().describe("File inside the root.") }),
  z.strictObject({ text: z.string().describe("The schema itself.") }),
  z.strictObject({
    files: z.record(z.string(), z.string()).describe("Path to text, for a schema of several files."),
    name: z.string().optional().describe("Which of them is the schema. Default: all are compared, path by path (Protobuf)."),
  }),
  z.strictObject({ git: z.string().describe("A ref, for example main or HEAD~1."), path: z.string().describe("File inside the root.") }),
  z.strictObject({
    registry: z.string().describe("Subject."),
    version: z.number().int().min(1).optional().describe("Default: the newest."),
  }),
]);
export type SchemaSource = z.infer<typeof SchemaSource>;
