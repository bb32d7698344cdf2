import { mapTexts, oneLine } from "../model/texts.ts";
import type { Counterexample } from "../model/verification.ts";
import { commandLine } from "./command-line.ts";
import { closingText, printable, tableText } from "./check-text.ts";
import type { Outcome } from "./close-domain.ts";
import type { Style } from "./output.ts";
import type { LoopDomain, LoopResult, LoopStep } from "./run-loop.ts";

const shownReasons = 5;

/** One step as it ends. */
export function stepText(step: LoopStep, style: Style): string {
  const { domain, tool, args, status, summary } = mapTexts(step, oneLine);
  const paint = { ok: style.green, negative: style.red, inconclusive: style.yellow, failed: style.red }[status];
  return printable(`${style.dim(domain)}  ${commandLine({ tool, args })}\n  ${paint(status)}  ${summary}\n`);
}

/** The end of the loop for people: counterexamples, table, verdict of each domain with its reasons, closing lines. */
export function loopText(loop: LoopResult, style: Style): string {
  const result = mapTexts(loop, oneLine);
  const { domains, nothing } = result;
  if (nothing !== undefined) return `${nothing}\n`;
  const judged = domains.map(({ domain }) => domain);
  const parts = [
    ...domains.flatMap(({ steps }) => steps.flatMap((step) => counterexampleText(step, style))),
    tableText(judged, 0, style),
    domains.map((entry) => verdictText(entry, style)).join(""),
    closingText(judged, summaryOf(result), style),
  ];
  return printable(parts.map((part) => `\n${part}`).join(""));
}

function counterexampleText({ args, counterexample }: LoopStep, style: Style): string[] {
  if (counterexample === undefined) return [];
  const { faultClass, reproduced, timeline, fix, replay }: Counterexample = counterexample;
  const consumer = typeof args["consumer"] === "string" ? args["consumer"] : "";
  return [
    [
      `${style.bold("Counterexample")}  ${consumer}  ${faultClass}, reproduced ${reproduced}`,
      ...timeline.map((line) => `  ${line}`),
      `  ${style.green("fix:")} ${fix}`,
      `  ${style.bold("replay:")} ${style.cyan(replay)}`,
      "",
    ].join("\n"),
  ];
}

function verdictText({ domain: { domain, verdict, reasons }, outcome }: LoopDomain, style: Style): string {
  const paint = { KEEP: style.green, DISCARD: style.red, incomplete: style.yellow }[verdict];
  const more = reasons.length > shownReasons ? [`  and ${reasons.length - shownReasons} more`] : [];
  const lines = reasons.slice(0, shownReasons).map((reason) => `  ${reason}`);
  const end = outcomeText(outcome);
  return [`${style.bold(domain)}  ${paint(verdict)}`, ...lines, ...more, ...(end === undefined ? [] : [`  ${end}`]), ""].join("\n");
}

function outcomeText(outcome: Outcome): string | undefined {
  if (outcome.kind === "committed") return `Committed: ${outcome.subject}`;
  if (outcome.kind === "kept") return outcome.why === undefined ? undefined : `Not committed: ${outcome.why}`;
  if (outcome.kind === "incomplete" || outcome.restored.length === 0) return undefined;
  return `Taken back: ${outcome.restored.join(", ")}.${outcome.patch === undefined ? "" : ` git apply ${outcome.patch} brings it back.`}`;
}

function summaryOf({ domains }: LoopResult): string {
  const count = (wanted: string) => domains.filter(({ domain: { verdict } }) => verdict === wanted).length;
  const verdicts = ["KEEP", "DISCARD", "incomplete"]
    .filter((verdict) => count(verdict) > 0)
    .map((verdict) => `${count(verdict)} ${verdict}`);
  return `${domains.length} ${domains.length === 1 ? "domain" : "domains"}: ${verdicts.join(", ")}.`;
}

/** The result as data. */
export function loopData({ status, domains, nothing, unseen }: LoopResult) {
  return {
    status,
    domains: domains.map(({ domain: { view: _view, unseen: _unseen, rows, ...domain }, steps, outcome }) => ({
      ...domain,
      rows: rows.map(({ findings: _findings, ...row }) => row),
      steps: steps.map(({ domain: _domain, ...step }) => step),
      outcome,
    })),
    ...(nothing !== undefined && { nothing }),
    unseen,
  };
}
