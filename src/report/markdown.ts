import type { Finding } from "../model/finding.ts";
import { oneLine } from "../model/texts.ts";
import type { SystemMap } from "../model/system.ts";
import type { Row, Verdict } from "../model/verdict.ts";
import { type FlowInput, flowOf } from "./flow.ts";
import { maxNodesInOneMap, mermaid } from "./mermaid.ts";

interface ReportDomain {
  domain: string;
  verdict: Verdict;
  reasons: readonly string[];
  rows: readonly Row[];
  closingLine: string;
  /** What its proofs take for granted. */
  assumptions?: readonly string[];
  producers: FlowInput["producers"];
  consumers: FlowInput["consumers"];
}

export interface Report {
  system: string;
  map: SystemMap;
  domains: readonly ReportDomain[];
  /** How many distinct event types travel in them. */
  eventTypes: number;
  findings: readonly Finding[];
  todo: readonly { file: string; line: number; text: string }[];
  /** Rows of the results log, newest last, header excluded. */
  log: readonly string[];
}

const shownLogRows = 20;

/** The report as Markdown that GitHub renders, map included. No clock: the same repository gives the same text. */
export function markdown(report: Report): string {
  const { system, map, domains, findings, todo, log } = report;
  const parts = [
    `# Events of ${plain(system)}\n`,
    banner(report),
    domains.length === 0 ? "" : `## Flow\n\n${maps(domains, map)}`,
    ...domains.map(domainPart),
    findings.length === 0 ? "" : `## Findings\n\n${findingTable(findings)}`,
    todo.length === 0
      ? ""
      : `## To do by hand\n\n${todo.map(({ file, line, text }) => `- \`${code(`${file}:${line}`)}\` ${plain(text)}`).join("\n")}\n`,
    unread(map),
    log.length === 0 ? "" : `## Log\n\n${logTable(log)}`,
  ];
  return parts.filter((part) => part !== "").join("\n");
}

function banner({ map, domains, findings, eventTypes }: Report): string {
  const count = (severity: string) => findings.filter((finding) => finding.severity === severity).length;
  const commit = map.commit === "" ? "" : ` at commit \`${map.commit.slice(0, 12)}\``;
  const seen = `${map.brokers.length} brokers, ${map.producers.length} producers, ${map.consumers.length} consumers, ${eventTypes} event types${commit}.`;
  const found = `${count("error")} errors, ${count("warning")} warnings, ${count("info")} notes.`;
  if (domains.length === 0) return `No events were found. ${seen}\n`;
  return `${domains.map(({ closingLine }) => `- ${plain(closingLine)}`).join("\n")}\n\n${seen} ${found}\n`;
}

function maps(domains: readonly ReportDomain[], map: SystemMap): string {
  const names = new Map(map.services.map(({ path, name }) => [path, name]));
  const draw = (producers: FlowInput["producers"], consumers: FlowInput["consumers"]) =>
    flowOf({ producers, consumers, serviceName: (path) => names.get(path) ?? path });
  const whole = draw(
    domains.flatMap(({ producers }) => producers),
    domains.flatMap(({ consumers }) => consumers),
  );
  if (whole.nodes.length <= maxNodesInOneMap) return fence(mermaid(whole));
  return domains
    .map(({ domain, producers, consumers }) => `### ${plain(domain)}\n\n${fence(mermaid(draw(producers, consumers)))}`)
    .join("\n");
}

function fence(text: string): string {
  return `\`\`\`mermaid\n${text}\`\`\`\n`;
}

const mark = { pass: "✅ pass", fail: "❌ fail", unknown: "❔ unknown" } as const;

function domainPart({ domain, verdict, reasons, rows, closingLine, assumptions = [] }: ReportDomain): string {
  const table = rows.map(({ row, title, status, why }) => `| ${row} | ${cell(title)} | ${mark[status]} | ${cell(why)} |`).join("\n");
  return `## ${plain(domain)}: ${verdict}\n\n| | Requirement | | Why |\n|---|---|---|---|\n${table}\n\n${[...reasons, ...assumptions.map((text) => `Taken for granted: ${text}`)].map((line) => `- ${plain(line)}`).join("\n")}\n\n${plain(closingLine)}\n`;
}

function findingTable(findings: readonly Finding[]): string {
  const rows = findings.map(
    ({ severity, rule, file, line, message, fix }) =>
      `| ${severity} | ${rule} | \`${code(`${file}:${line}`)}\` | ${cell(message)} | ${cell(fix)} |`,
  );
  return `| | Rule | Place | What | Fix |\n|---|---|---|---|---|\n${rows.join("\n")}\n`;
}

function unread({ notRead, warnings, questions }: SystemMap): string {
  const lines = [
    ...notRead.map(({ language, files }) => `- ${plain(language)}: ${files} files of code are not read.`),
    ...questions.map(
      ({ file, line, question, setting }) => `- \`${code(`${file}:${line}`)}\` ${plain(question)} Setting: \`${code(setting)}\``,
    ),
    ...warnings.map((warning) => `- ${plain(warning)}`),
  ];
  return lines.length === 0 ? "" : `## Not known\n\n${lines.join("\n")}\n`;
}

function logTable(log: readonly string[]): string {
  const rows = log.slice(-shownLogRows).map((line) => `| ${line.split("\t").map(cell).join(" | ")} |`);
  return `| Time | Broker | Event types | DLQ | Idempotency | Status |\n|---|---|---|---|---|---|\n${rows.join("\n")}\n`;
}

/** Text of the repository inside Markdown: one line, no markup, no HTML. */
function plain(text: string): string {
  return oneLine(text)
    .replaceAll(/\s+/g, " ")
    .replaceAll(/[\\`*_[\]<>&~$#@!]/g, (sign) => (/[<>&]/.test(sign) ? entity[sign]! : sign === "@" ? "@\u200B" : `\\${sign}`));
}

const entity: Record<string, string> = { "<": "&lt;", ">": "&gt;", "&": "&amp;" };

function cell(text: string): string {
  return plain(text).replaceAll("|", "\\|");
}

/** Text between backticks. */
function code(text: string): string {
  return oneLine(text).replaceAll(/\s+/g, " ").replaceAll("`", "'").replaceAll("|", "\\|");
}
