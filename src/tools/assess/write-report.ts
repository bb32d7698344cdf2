import { travelling } from "../../loop/domains.ts";
import { allFindings } from "../../loop/findings.ts";
import { logPath } from "../../loop/log.ts";
import type { Verdict } from "../../model/verdict.ts";
import { markdown } from "../../report/markdown.ts";
import { sarif } from "../../report/sarif.ts";
import type { ToolContext } from "../../tool.ts";
import { writeRecorded } from "../../workspace/evidence.ts";
import { openWorkspace, writeWhole } from "../../workspace/files.ts";
import { openOwnFolder, ownFolder } from "../../workspace/run-folder.ts";
import { judgeSystem } from "./judge.ts";
import { lineReader } from "./lines.ts";

interface Wish {
  domain?: string | undefined;
  formats: readonly ("markdown" | "sarif")[];
  folder?: string | undefined;
}

interface Written {
  paths: string[];
  domains: { domain: string; verdict: Verdict; closingLine: string }[];
  findings: number;
}

export async function writeReport(context: ToolContext, { domain, formats, folder = `${ownFolder}/report` }: Wish): Promise<Written> {
  const { facts, assessment, todo } = await judgeSystem(context, { domain });
  const workspace = await openWorkspace(context.root);
  const findings = allFindings(assessment, facts.map, domain === undefined);
  const log = (workspace.paths.includes(logPath) ? (workspace.read(logPath) ?? "") : "")
    .split("\n")
    .slice(1)
    .filter((line) => line !== "");
  const domains = assessment.domains.map(({ view, ...judged }) => ({ ...judged, producers: view.producers, consumers: view.consumers }));
  const eventTypes = travelling(assessment.domains.map(({ view }) => view)).size;
  const texts = {
    markdown: () => markdown({ system: assessment.system, map: facts.map, domains, eventTypes, findings, todo, log }),
    sarif: () => sarif(findings, { version: context.version, lineText: lineReader(workspace) }),
  };
  const names = { markdown: "event-report.md", sarif: "event-report.sarif" };
  openOwnFolder(context.root);
  // Below our own folder git ignores reports; elsewhere they belong to what commit and discard know.
  const write = folder.startsWith(`${ownFolder}/`) ? writeWhole : writeRecorded;
  const paths = formats.map((format) => write(context.root, `${folder}/${names[format]}`, texts[format]()));
  return {
    paths,
    domains: domains.map(({ domain, verdict, closingLine }) => ({ domain, verdict, closingLine })),
    findings: findings.length,
  };
}
