import { mapTexts, oneLine } from "../model/texts.ts";
import type { Replayed } from "../tools/verify/replay.ts";
import type { Style } from "./output.ts";
import type { ExitStatus } from "./verb.ts";

/** negative: it reproduces; ok: the consumer survives it now; inconclusive: it could not be run, or not be judged. */
export function statusOf(shown: Replayed["shown"]): ExitStatus {
  if ("error" in shown) return "inconclusive";
  return shown.verdict === "idempotent" ? "ok" : shown.verdict === "not-idempotent" ? "negative" : "inconclusive";
}

/** What a replay shows, for people: the schedule, what happened and differs, the cure. */
export function replayText({ replay, shown }: Replayed, style: Style): string {
  const { id, faultClass, schedule } = mapTexts(replay, oneLine);
  const lines = [`${style.bold(id)}: ${faultClass}`, style.dim(schedule), "", ...body(shown, style)];
  return lines.map((line) => `${line}\n`).join("");
}

function body(shown: Replayed["shown"], { red, green, yellow, dim }: Style): string[] {
  if ("error" in shown) return [yellow(`Not run: ${oneLine(shown.error.message)}`), dim(oneLine(shown.error.retry.how))];
  const { why, counterexample } = mapTexts(shown, oneLine);
  if (statusOf(shown) === "inconclusive") return [yellow(`It could not be told: ${why}`)];
  if (counterexample === undefined) return [green("The consumer survives this schedule now.")];
  const { timeline, reproduced, fix } = counterexample;
  return [...timeline.map((line) => `  ${line}`), "", red(`It reproduces (${reproduced}).`), fix];
}
