import { allFindings } from "../loop/findings.ts";
import type { ToolContext } from "../tool.ts";
import { judgeSystem } from "../tools/assess/judge.ts";
import { lineReader } from "../tools/assess/lines.ts";
import { openWorkspace, writeWhole } from "../workspace/files.ts";
import { withLock } from "../workspace/run-folder.ts";
import { baselinePath, readBaseline, renewBaseline } from "./baseline-file.ts";

/** Writes the baseline for today's findings. Returns a sentence that says what changed. */
export async function recordBaseline(context: ToolContext, grounds: { reason: string; expires?: string | undefined }): Promise<string> {
  return withLock(context.root, "baseline", async () => {
    const old = readBaseline(context.root);
    const { facts, assessment } = await judgeSystem(context, {});
    const findings = allFindings(assessment, facts.map, true);
    const accepted = renewBaseline(findings, old, lineReader(await openWorkspace(context.root)), grounds);
    writeWhole(context.root, baselinePath, `${JSON.stringify({ version: 1, findings: accepted }, null, 2)}\n`);
    const known = new Set(old.map(({ fingerprint }) => fingerprint));
    const fresh = accepted.filter(({ fingerprint }) => !known.has(fingerprint)).length;
    return `${baselinePath}: ${accepted.length} findings accepted, ${fresh} of them new, ${old.length - (accepted.length - fresh)} gone. Commit it.\n`;
  });
}
