import type { Consumer, Producer, SystemMap } from "../model/system.ts";
import type { RowStatus, Verdict } from "../model/verdict.ts";
import { exemptConsumers } from "../loop/events.ts";
import type { AssessedDomain } from "../loop/assessment.ts";
import type { CheckResult } from "./check-result.ts";
import { commandLine } from "./command-line.ts";
import { findingText } from "./finding-text.ts";
import { mostUseful } from "./most-useful.ts";
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
    closingText(domains, result.summary, style),
  ];
  return printable(parts.filter((part) => part !== "").join("\n"));
}

function mapText({ system, map, summary, domains, eventTypes }: CheckResult, style: Style): string {
  const brokers =
    map.brokers.map(({ kind, name, role }) => `${name ?? kind}${role === "app" ? "" : ` (${role} only)`}`).join(", ") || "no broker";
  const producers = listed(map.producers);
  const consumers = listed(map.consumers);
  const counts = [
    count(producers.length, "producer"),
    count(consumers.length, "consumer"),
    count(eventTypes, "event type"),
    count(map.schemas.length, "schema file"),
  ];
  const head = domains.length === 0 ? `${style.bold(system)}  ${summary}\n` : `${style.bold(system)}  ${brokers}; ${counts.join(", ")}\n`;
  const exempt = new Map(exemptConsumers(map).map(({ consumer, why }) => [consumer, why]));
  const note = (entry: Producer | Consumer) => ("dlq" in entry ? exempt.get(entry) : undefined) ?? remark(entry);
  return (
    head +
    table([...rows("sends", producers, note, style), ...rows("reads", consumers, note, style)]) +
    more(producers, consumers, style) +
    unknownText(map, style)
  );
}

/** Those that speak to a broker; callers of an in-house wrapper stand for it. */
function listed<T extends Producer | Consumer>(entries: readonly T[]): T[] {
  return entries.filter(({ broker, wrapper }) => broker !== "in-process" && wrapper !== true);
}

function rows(
  verb: string,
  entries: readonly (Producer | Consumer)[],
  note: (entry: Producer | Consumer) => string,
  style: Style,
): string[][] {
  return entries
    .slice(0, shownPlaces)
    .map((entry) => [`  ${verb}`, channelText(entry), `${entry.file}:${entry.line}`, style.dim(note(entry))]);
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
  return (entry.eventTypes ?? (entry.eventType === undefined ? [] : [entry.eventType])).slice(0, 3).join(", ");
}

function unknownText({ notRead, questions, warnings }: SystemMap, style: Style): string {
  const lines = [
    ...(notRead.length === 0
      ? []
      : [
          `Not read: ${notRead.map(({ language, files }) => `${language} (${count(files, "file")})`).join(", ")}. What they hold is unknown.`,
        ]),
    ...questions.slice(0, 2).map(({ file, line, question }) => cut(`Open: ${file}:${line} ${question.replaceAll(/\s+/g, " ")}`, 160)),
    ...(questions.length > 2 ? [`${count(questions.length - 2, "more open question")} (godmode-event detect lists them).`] : []),
    ...(warnings.length === 0
      ? []
      : [`Note: ${cut(warnings[0]!.replaceAll(/\s+/g, " "), 160)}${warnings.length > 1 ? ` (and ${warnings.length - 1} more)` : ""}`]),
  ];
  return lines.map((line) => style.dim(`  ${line}\n`)).join("");
}

function passedText({ passedOver: { baseline, ignored, unchanged } }: CheckResult): string {
  return [
    ...(baseline > 0 ? [`${baseline} in the baseline`] : []),
    ...(ignored > 0 ? [`${ignored} ignored`] : []),
    ...(unchanged > 0 ? [`${unchanged} in unchanged files`] : []),
  ].join(", ");
}

/** Said where findings exist and none of them counts. */
export function noNewFindings(result: CheckResult): string {
  const passed = passedText(result);
  return result.findings.length > 0 || passed === "" ? "" : `No new findings (${passed}).\n`;
}

function findingsText(result: CheckResult, all: boolean, style: Style): string {
  const { findings } = result;
  const passed = passedText(result);
  if (findings.length === 0) return noNewFindings(result);
  const shown = all ? findings.map((finding) => ({ finding, more: 0 })) : mostUseful(findings, shownFindings);
  const rest = findings.length - shown.length;
  const text = shown.map(
    ({ finding, more }) => findingText([finding], style) + (more > 0 ? style.dim(`  and ${more} more like it\n`) : ""),
  );
  const tail = [...(rest > 0 ? [`${rest} more in all: --all prints them`] : []), ...(passed === "" ? [] : [passed])].join("; ");
  return text.join("") + (tail === "" ? "" : style.dim(`${tail}\n`));
}

const columns = ["envelope", "correlation", "versions", "DLQ", "idempotent", "retry"];

function worst(domains: readonly AssessedDomain[]): AssessedDomain[] {
  const rank: Record<Verdict, number> = { DISCARD: 0, incomplete: 1, KEEP: 2 };
  if (domains.length <= shownDomains) return [...domains];
  return [...domains].sort((a, b) => rank[a.verdict] - rank[b.verdict]).slice(0, shownDomains);
}

/** The six rows and the verdict of each domain. */
export function tableText(domains: readonly AssessedDomain[], more: number, style: Style): string {
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
  const form = first.call === undefined ? "" : `      ${style.cyan(commandLine(first.call))}\n`;
  const more = todo.length > 1 ? style.dim(`      ${todo.length - 1} more by hand (godmode-event validate lists them)\n`) : "";
  return `${step}${style.bold(call === undefined ? "Next" : "Then")}  ${first.file}:${first.line}  ${first.text}\n${form}${more}`;
}

/** The closing lines word for word; where there are several, each below the name of its domain. */
export function closingText(domains: readonly AssessedDomain[], summary: string, style: Style): string {
  if (domains.length === 0) return "";
  const name = (domain: string) => (domains.length === 1 ? "" : style.dim(`${domain}\n`));
  return `${domains.map(({ domain, closingLine }) => `${name(domain)}${closingLine}\n`).join("")}${style.dim(`${summary}\n`)}`;
}

function count(number: number, word: string): string {
  return `${number} ${word}${number === 1 ? "" : "s"}`;
}

// What a repository can put into names must not steer the terminal; our own colours stay.
const steering = new RegExp(
  String.raw`\u001B(?!\[\d{1,2}m)|[\u0000-\u0008\u000B-\u001A\u001C-\u001F\u007F-\u009F\u202A-\u202E\u2066-\u2069]`,
  "g",
);

export function printable(text: string): string {
  return text.replaceAll(steering, "?");
}
