import * as z from "zod";
import { Verdict } from "../model/verdict.ts";
import { defineTool } from "../tool.ts";

const Format = z.enum(["markdown", "sarif"]);

export const report = defineTool({
  name: "report",
  title: "Write a report",
  description:
    "Writes what detect and validate found into files: Markdown with a Mermaid flow map, table, findings and log; SARIF 2.1.0 for code scanning. Returns their paths. Writes nothing else.",
  effect: "files",
  input: z.object({
    domain: z.string().optional().describe("Only this domain. Default: all."),
    formats: z.array(Format).min(1).optional().describe("Default: both."),
    folder: z.string().optional().describe("Where to write, below the root. Default: .godmode/event/report, which git ignores."),
  }),
  output: z.object({
    paths: z.array(z.string()),
    domains: z.array(z.object({ domain: z.string(), verdict: Verdict, closingLine: z.string() })),
    findings: z.number().int().describe("How many findings the report lists."),
  }),
  async run({ input, context }) {
    const { writeReport } = await import("./assess/write-report.ts");
    return writeReport(context, { ...input, formats: input.formats ?? Format.options });
  },
  summarize: ({ paths, findings }) => `Written: ${paths.join(", ")} (${findings} findings).`,
  next: ({ domains }) => (domains.length === 0 ? [] : [{ tool: "validate", args: {}, why: "It says what the next step is." }]),
});
