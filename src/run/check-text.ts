import type { Finding } from "../model/finding.ts";
import type { Consumer, Producer, SystemMap } from "../model/system.ts";
import type { RowStatus, Verdict } from "../model/verdict.ts";
import type { AssessedDomain } from "../loop/assessment.ts";
import type { CheckResult } from "./check-result.ts";
import { commandLine } from "./command-line.ts";
import { findingText } from "./finding-text.ts";
import { type Style, table } from "./output.ts";

const shownFindings = 5;
const shownPlaces = 6;
const shownDomains = 10;

/** The check for people: the map in a few lines, the most useful findings, the table, the next step, the closing lines. */
export function checkText(result: CheckResult, { all, style }: { all: boolean; style: Style }): string {
  const domains = all ? result.domains : worst(result.domains);
  const parts = [
    mapText(result, style),
    findingsText(result, all, style),
    tableText(domains, result.domains.length - domains.length, style),
    nextText(result, style),
    closingText(domains, result, style),
  ];
  return printable(parts.filter((part) => part !== "").join("\n"));
}

function mapText({ system, map, summary, domains }: CheckResult, style: Style): string {
  const brokers =
    map.brokers.map(({ kind, name, role }) => `${name ?? kind}${role === "app" ? "" : ` (${role} only)`}`).join(", ") || "no broker";
  const counts = [
    count(map.producers, "producer"),
    count(map.consumers, "consumer"),
    count(map.eventTypes, "event type"),
    count(map.schemas, "schema file"),
  ];
  const head = domains.length === 0 ? `${style.bold(system)}  ${summary}\n` : `${style.bold(system)}  ${brokers}; ${counts.join(", ")}\n`;
  const producers = map.producers.filter(({ broker }) => broker !== "in-process");
  const consumers = map.consumers.filter(({ broker }) => broker !== "in-process");
  return (
    head +
    table([...rows("sends", producers, style), ...rows("reads", consumers, style)]) +
    more(producers, consumers, style) +
    unknownText(map, style)
  );
}

function rows(verb: string, entries: readonly (Producer | Consumer)[], style: Style): string[][] {
  return entries
    .slice(0, shownPlaces)
    .map((entry) => [`  ${verb}`, channelText(entry), `${entry.file}:${entry.line}`, style.dim(remark(entry))]);
}

function more(producers: readonly Producer[], consumers: readonly Consumer[], style: Style): string {
  const rest = [
    ...(producers.length > shownPlaces ? [`${producers.length - shownPlaces} that send`] : []),
    ...(consumers.length > shownPlaces ? [`${consumers.length - shownPlaces} that read`] : []),
  ];
  return rest.length === 0 ? "" : style.dim(`  and ${rest.join(", ")} (godmode-event detect lists them)\n`);
}

function channelText({ channel, expression }: Producer | Consumer): string {
  const text = channel === null ? `? ${expression ?? ""}`.trim() : [channel].flat().join(", ");
  return cut(text.replaceAll(/\s+/g, " "), 48);
}

function cut(text: string, length: number): string {
  return text.length > length ? `${text.slice(0, length - 1)}…` : text;
}

function remark(entry: Producer | Consumer): string {
  if ("dlq" in entry) return `DLQ ${{ true: "declared", false: "none", unknown: "unknown" }[entry.dlq]}`;
  return entry.eventType ?? (entry.eventTypes ?? []).slice(0, 3).join(", ");
}

function unknownText({ notRead, questions, warnings }: SystemMap, style: Style): string {
  const lines = [
    ...(notRead.length === 0
      ? []
      : [`Not read: ${notRead.map(({ language, files }) => `${language} (${files} files)`).join(", ")}. What they hold is unknown.`]),
    ...questions.slice(0, 2).map(({ file, line, question }) => cut(`Open: ${file}:${line} ${question.replaceAll(/\s+/g, " ")}`, 160)),
    ...(questions.length > 2 ? [`${questions.length - 2} more open questions (godmode-event detect lists them).`] : []),
    ...(warnings.length === 0 ? [] : [`Note: ${warnings[0]}${warnings.length > 1 ? ` and ${warnings.length - 1} more` : ""}`]),
  ];
  return lines.map((line) => style.dim(`  ${line}\n`)).join("");
}

function findingsText({ findings, passedOver }: CheckResult, all: boolean, style: Style): string {
  const passed = [
    ...(passedOver.baseline > 0 ? [`${passedOver.baseline} in the baseline`] : []),
    ...(passedOver.ignored > 0 ? [`${passedOver.ignored} ignored`] : []),
    ...(passedOver.unchanged > 0 ? [`${passedOver.unchanged} in unchanged files`] : []),
  ].join(", ");
  if (findings.length === 0) return passed === "" ? "" : `No new findings (${passed}).\n`;
  const shown = all ? findings : mostUseful(findings, shownFindings);
  const rest = findings.length - shown.length;
  const tail = [...(rest > 0 ? [`${rest} more: --all prints them`] : []), ...(passed === "" ? [] : [passed])].join("; ");
  return findingText(shown, style) + (tail === "" ? "" : style.dim(`${tail}\n`));
}

/** The worst ones, and as many different rules as possible: the third of one rule gives way to a first of the next severity. */
export function mostUseful(findings: readonly Finding[], limit: number): Finding[] {
  const seen = new Map<string, number>();
  const rank = { error: 0, warning: 1, info: 2 };
  const ranked = findings.map((finding, index) => {
    const turn = seen.get(finding.rule) ?? 0;
    seen.set(finding.rule, turn + 1);
    return { finding, index, cost: 2 * rank[finding.severity] + turn };
  });
  const chosen = ranked.sort((a, b) => a.cost - b.cost || a.index - b.index).slice(0, limit);
  return chosen.sort((a, b) => a.index - b.index).map(({ finding }) => finding);
}

const columns = ["envelope", "correlation", "versions", "DLQ", "idempotent", "retry"];

function worst(domains: readonly AssessedDomain[]): AssessedDomain[] {
  const rank: Record<Verdict, number> = { DISCARD: 0, incomplete: 1, KEEP: 2 };
  if (domains.length <= shownDomains) return [...domains];
  return [...domains].sort((a, b) => rank[a.verdict] - rank[b.verdict]).slice(0, shownDomains);
}

function tableText(domains: readonly AssessedDomain[], more: number, style: Style): string {
  if (domains.length === 0) return "";
  const paint: Record<RowStatus, (text: string) => string> = { pass: style.green, fail: style.red, unknown: style.yellow };
  const verdict: Record<Verdict, (text: string) => string> = { KEEP: style.green, DISCARD: style.red, incomplete: style.yellow };
  const rows = table([
    ["", ...columns, "verdict"].map(style.dim),
    ...domains.map((domain) => [
      domain.domain,
      ...domain.rows.map(({ status }) => paint[status](status)),
      verdict[domain.verdict](domain.verdict),
    ]),
  ]);
  return more > 0 ? `${rows}${style.dim(`${more} more domains: --all prints them\n`)}` : rows;
}

function nextText({ next, todo }: CheckResult, style: Style): string {
  const call = next[0];
  const step = call === undefined ? "" : `${style.bold("Next")}  ${style.cyan(commandLine(call))}\n      ${call.why}\n`;
  const first = todo[0];
  if (first === undefined) return step;
  const more = todo.length > 1 ? style.dim(`      ${todo.length - 1} more by hand (godmode-event validate lists them)\n`) : "";
  return `${step}${style.bold(call === undefined ? "Next" : "Then")}  ${first.file}:${first.line}  ${first.text}\n${more}`;
}

function closingText(domains: readonly AssessedDomain[], { summary }: CheckResult, style: Style): string {
  return domains.length === 0 ? "" : `${domains.map(({ closingLine }) => `${closingLine}\n`).join("")}${style.dim(`${summary}\n`)}`;
}

function count(list: readonly unknown[], word: string): string {
  return `${list.length} ${word}${list.length === 1 ? "" : "s"}`;
}

// What a repository can put into names must not steer the terminal; our own colours stay.
const steering = new RegExp(
  String.raw`\u001B(?!\[\d{1,2}m)|[\u0000-\u0008\u000B-\u001A\u001C-\u001F\u007F-\u009F\u202A-\u202E\u2066-\u2069]`,
  "g",
);

function printable(text: string): string {
  return text.replaceAll(steering, "?");
}
