import { setTimeout as wait } from "node:timers/promises";
import * as z from "zod";
import { SchemaSource } from "../src/model/source.ts";
import { defineTool, ToolError } from "../src/tool.ts";

/** Tools that only the tests of the faces know: each shows one behaviour. */
export const echo = defineTool({
  name: "echo-input",
  title: "Echo",
  description: "Returns its input. Changes nothing.",
  effect: "read",
  positional: "schema",
  input: z.strictObject({
    schema: SchemaSource.optional().describe("The schema to look at."),
    against: z.array(SchemaSource).optional().describe("Older schemas."),
    stopWhen: z.enum(["all", "any"]).default("all").describe("When to stop."),
    modes: z
      .array(z.enum(["BACKWARD", "FORWARD", "FULL"]))
      .optional()
      .describe("Modes."),
    rate: z.number().min(0).optional().describe("Events a second."),
    names: z.array(z.string()).optional().describe("Free words."),
    native: z.boolean().optional().describe("Only AWS."),
    fields: z
      .array(z.strictObject({ name: z.string(), type: z.string() }))
      .optional()
      .describe("Fields."),
    level: z
      .union([z.literal(1), z.literal(2)])
      .optional()
      .describe("Level."),
    note: z
      .union([z.string(), z.strictObject({ text: z.string() })])
      .optional()
      .describe("A word or an object."),
  }),
  output: z.object({ input: z.record(z.string(), z.unknown()), root: z.string() }),
  run: ({ input, context }) => ({ input, root: context.root }),
  summarize: () => "Echoed.",
  next: () => [{ tool: "many-entries", args: { count: 3, label: "it's new" }, why: "It shows lists." }],
});

const Entry = z.object({ file: z.string(), line: z.number(), name: z.string(), evidence: z.array(z.string()) });

export const many = defineTool({
  name: "many-entries",
  title: "Many entries",
  description: "Returns a list of any length. Changes nothing.",
  effect: "read",
  input: z.strictObject({
    count: z.number().int().min(0).default(3).describe("How many."),
    label: z.string().default("entry").describe("Their name."),
    text: z.number().int().default(0).describe("Length of a text."),
    status: z.enum(["ok", "negative", "inconclusive"]).default("ok").describe("What the answer says."),
  }),
  output: z.object({ entries: z.array(Entry), text: z.string(), wanted: z.enum(["ok", "negative", "inconclusive"]) }),
  lists: ["entries"],
  run: ({ input }) => ({
    entries: Array.from({ length: input.count }, (_, index) => ({
      file: "a.ts",
      line: index + 1,
      name: `${input.label}-${index}`,
      evidence: ["seen"],
    })),
    text: "x".repeat(input.text),
    wanted: input.status,
  }),
  summarize: ({ entries }) => `${entries.length} entries.`,
  status: ({ wanted }) => wanted,
});

export const slow = defineTool({
  name: "slow-work",
  title: "Slow work",
  description: "Works for a while and tells how far it is. Changes nothing.",
  effect: "executes",
  input: z.strictObject({
    milliseconds: z.number().int().default(1500).describe("How long."),
    noisy: z.boolean().default(false).describe("Prints."),
  }),
  output: z.object({ steps: z.number() }),
  async run({ input, context }) {
    context.signal.addEventListener("abort", () => console.error("slow-work stops"));
    const steps = Math.ceil(input.milliseconds / 100);
    for (let step = 0; step < steps; step++) {
      context.progress("working", step, steps);
      if (input.noisy) console.log("to the console");
      if (input.noisy) process.stdout.write("to stdout\n");
      await wait(100, undefined, { signal: context.signal });
    }
    return { steps };
  },
  summarize: ({ steps }) => `${steps} steps.`,
});

export const broken = defineTool({
  name: "broken-tool",
  title: "Broken",
  description: "Fails as asked. Changes nothing.",
  effect: "network",
  input: z.strictObject({ by: z.enum(["bug", "environment"]).describe("How.") }),
  output: z.object({}),
  run({ input }) {
    if (input.by === "bug") throw new TypeError("a bug in the tool");
    throw new ToolError("REGISTRY_UNREACHABLE", "No answer.", "The port is closed.");
  },
  summarize: () => "",
});

export const tools = [echo, many, slow, broken] as const;
