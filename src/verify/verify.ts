import { runBaselines, baselineAgain } from "./baselines.ts";
import { concluded, inconclusive } from "./conclusion.ts";
import type { Bench } from "./judgement.ts";
import { literals } from "./literal.ts";
import type { Material, Progress, Verified, VerifyOptions } from "./material.ts";
import { runLiterals, runSchedules } from "./run-schedules.ts";
import type { Schedule } from "./schedule.ts";
import { chosenSchedules, schedules } from "./schedules.ts";
import { createSession } from "./session.ts";
import { streamOf, undisturbedSteps } from "./stream.ts";
import type { Subject } from "./subject.ts";

export type { Material, Verified, VerifyOptions } from "./material.ts";

/** Runs a consumer under the faults that at-least-once delivery produces, and says whether its effects stay the same. */
export async function verifyConsumer(
  subject: Subject,
  material: Material,
  options: VerifyOptions,
  signal: AbortSignal,
  progress: Progress,
  list: readonly Schedule[] = schedules,
): Promise<Verified> {
  const asked = chosenSchedules(list, options.faults);
  const session = createSession(subject, options, signal);
  progress("Loading the consumer");
  const opening = await subject.open();
  if ("problem" in opening) return inconclusive({ material, options, session, why: opening.problem.message });
  const { opened } = opening;
  const steps = undisturbedSteps(material.events.length, opened.batchSize);
  progress("Running it without faults");
  const baselines = await runBaselines(session, material, opened, steps, options);
  if ("why" in baselines) return inconclusive({ material, options, session, why: baselines.why, opened });
  const { learned, plays, first } = baselines.found;
  const bench: Bench = { session, learned, baseline: plays[0]!, baselineOutcome: first, events: material.events, ids: material.ids };
  const stream = streamOf(material, opened, steps, first);
  const given = options.schedules === undefined ? undefined : literals(options.schedules, stream, list);
  const run = given === undefined ? await runSchedules(bench, stream, asked, options, progress, opened) : await runLiterals(bench, given);
  const again = await baselineAgain(session, baselines.found);
  return concluded({ material, options, bench, opened, asked, list, run, again, clocks: plays, progress });
}
