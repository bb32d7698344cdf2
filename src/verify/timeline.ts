import { redact } from "../model/redact.ts";
import { oneLine } from "../model/texts.ts";
import type { Difference } from "../model/verification.ts";
import type { Attempt, PlayOutcome, TracePoint } from "./observation.ts";
import type { Fault, Play, Step } from "./play.ts";
import { duration } from "./play-text.ts";

const most = 30;
const mostDifferences = 8;
const mostEffects = 6;
const longest = 160;

type Outcome = Pick<PlayOutcome, "deliveries" | "trace">;

/** What happened, for people: a line for each attempt, `12.4 s  B  m3 redelivered (2nd)  INSERT INTO accounts · crash after COMMIT`, then what differs in the end. At most 30 lines, no payloads. */
export function timeline({ steps }: Pick<Play, "steps">, outcome: Outcome, differences: readonly Difference[]): string[] {
  const attempts = outcome.deliveries.map((attempt, index) => ({ attempt, index }));
  const happened = [
    ...steps.flatMap((step, at) =>
      stepLines(
        step,
        attempts.filter(({ attempt }) => attempt.step === at),
        outcome.trace,
        plainEvents(steps, outcome),
      ),
    ),
    ...attempts
      .filter(({ attempt }) => attempt.step < 0 || attempt.step >= steps.length)
      .map(({ attempt, index }) => attemptLine(attempt, index, undefined, outcome.trace)),
  ];
  const ends = [
    ...differences
      .slice(0, mostDifferences)
      .map(({ sink, what, text }) => (sink === what ? `${sink}: ${text}` : `${sink} ${what}: ${text}`)),
    ...(differences.length > mostDifferences ? [`… ${differences.length - mostDifferences} more differences`] : []),
  ];
  return [...shortened(grouped(happened), most - ends.length), ...ends].map((line) => clipped(oneLine(redact(line))));
}

/** A line, and whether it may be told together with its neighbours. */
type Line = string | { readonly plain: Attempt };

/** Events that come once, without a fault, and go through. */
function plainEvents(steps: readonly Step[], { deliveries }: Outcome): ReadonlySet<number> {
  const troubled = steps.flatMap((step) =>
    step.do === "race" ? [step.first, step.second] : step.do === "deliver" && step.fault ? [step] : [],
  );
  const special = new Set(troubled.flatMap(({ copies }) => copies.map(({ event }) => event)));
  for (const { copies, result } of deliveries) {
    for (const { event, kind } of copies) if (kind !== "first" || result !== "acked") special.add(event);
  }
  return new Set(deliveries.flatMap(({ copies }) => copies.map(({ event }) => event)).filter((event) => !special.has(event)));
}

function stepLines(
  step: Step,
  attempts: readonly { attempt: Attempt; index: number }[],
  trace: readonly TracePoint[],
  plain: ReadonlySet<number>,
): Line[] {
  if (step.do === "restart") return [line("", step.instance, "is killed and starts again")];
  if (step.do === "advance") return [line("", "", `the clock moves on by ${duration(step.ms)}`)];
  const lines = attempts.map(({ attempt, index }, nth): Line => {
    if (attempt.copies.length > 0 && attempt.copies.every(({ event }) => plain.has(event))) return { plain: attempt };
    const strikes = nth === 0 || (step.do !== "race" && step.fault?.every === true);
    return attemptLine(attempt, index, step.do !== "race" && strikes ? step.fault : undefined, trace);
  });
  return step.do === "race" ? [line("", "", "at the same time:"), ...lines] : lines;
}

/** Three and more undisturbed messages in a row are one line. */
function grouped(lines: readonly Line[]): string[] {
  const result: string[] = [];
  let run: Attempt[] = [];
  const flush = (): void => {
    if (run.length > 2)
      result.push(
        line(
          seconds(run[0]!.atMs),
          run[0]!.instance,
          `${copiesText(run[0]!)} … ${copiesText(run.at(-1)!)}  handled, ${run.length} deliveries`,
        ),
      );
    else for (const attempt of run) result.push(line(seconds(attempt.atMs), attempt.instance, `${copiesText(attempt)}  handled`));
    run = [];
  };
  for (const one of lines) {
    if (typeof one === "string") {
      flush();
      result.push(one);
    } else {
      if (run.length > 0 && run[0]!.instance !== one.plain.instance) flush();
      run.push(one.plain);
    }
  }
  flush();
  return result;
}

function attemptLine(attempt: Attempt, index: number, fault: Fault | undefined, trace: readonly TracePoint[]): string {
  const points = trace.filter(({ delivery }) => delivery === index);
  const effects = points.filter(({ write }) => write).map(({ what }) => what);
  const told =
    effects.length > mostEffects ? [...effects.slice(0, mostEffects - 1), `… ${effects.length - mostEffects + 1} more`] : effects;
  const what = attempt.copies.length === 0 ? "background job" : copiesText(attempt);
  return line(seconds(attempt.atMs), attempt.instance, [what, [...told, endText(attempt, fault, points)].join(" · ")].join("  "));
}

function copiesText({ copies }: Attempt): string {
  const texts = copies.map(({ event, kind, count }) => {
    if (kind === "producer") return `m${event} sent again by the producer${count > 1 ? ` (${ordinal(count)})` : ""}`;
    return kind === "redelivery" || count > 1 ? `m${event} redelivered (${ordinal(count)})` : `m${event}`;
  });
  return texts.length === 1 ? texts[0]! : `[${texts.join(", ")}]`;
}

function endText({ result, error }: Attempt, fault: Fault | undefined, points: readonly TracePoint[]): string {
  const struck = fault && `${fault.kind === "refuse" ? "answer 500" : fault.kind} ${fault.side} ${placeOf(fault, points)}`;
  const thrown = error === undefined ? "" : `: ${error}`;
  if (result === "crashed") return struck ?? "killed";
  const end = { acked: "ack", nacked: `refused${thrown}`, partial: "refused in part", ticked: "done", lost: "never settled" }[result];
  return struck === undefined ? end : `${struck}, ${end}`;
}

function placeOf({ at }: Fault, points: readonly TracePoint[]): string {
  return at === "ack" ? "the ack" : (points.find(({ n }) => n === at)?.what ?? `effect ${at}`);
}

function line(time: string, instance: string, text: string): string {
  return `${time.padStart(9)}  ${instance.padEnd(1)}  ${text}`;
}

function seconds(ms: number): string {
  return ms < 3_600_000 ? `${(ms / 1000).toFixed(1)} s` : `${(ms / 3_600_000).toFixed(1)} h`;
}

function ordinal(count: number): string {
  const last = count % 10;
  const teen = count % 100 >= 11 && count % 100 <= 13;
  return `${count}${teen || last === 0 || last > 3 ? "th" : ["st", "nd", "rd"][last - 1]}`;
}

/** The beginning and the end; what lies between is counted. */
function shortened(lines: readonly string[], room: number): string[] {
  if (lines.length <= room) return [...lines];
  const before = Math.floor((room - 1) / 2);
  const after = room - 1 - before;
  return [...lines.slice(0, before), `           … ${lines.length - before - after} lines`, ...lines.slice(-after)];
}

function clipped(text: string): string {
  return text.length <= longest ? text : `${text.slice(0, longest - 1)}…`;
}
