import { driftOf } from "../../delivery/plan.ts";
import { withoutDeadLetter } from "../../model/dead-letter-text.ts";
import type { ToolContext } from "../../tool.ts";
import { type Emission, emit } from "./emit.ts";
import { placeConsumers, withLadder } from "./wanted.ts";
import { brokersOf, notesOf, type Placed, planFor, withBrokers } from "./world.ts";

export interface PlanInput {
  readonly consumer?: string | undefined;
  readonly check?: boolean | undefined;
  readonly environment?: string | undefined;
  readonly emit?: Emission | undefined;
}

/** What plan-dlq answers. */
export async function planDeadLetters(context: ToolContext, { consumer, check = false, environment, emit: form }: PlanInput) {
  const placing = withLadder(await placeConsumers(context, consumer, environment));
  return withBrokers(context, placing, true, async ({ placed, unplanned }) => {
    const planned = await planFor(context, placing.map, placed);
    const { plan } = planned;
    return {
      ...plan,
      ...brokersOf(placing),
      drift: driftOf(plan).length > 0,
      consumers: placed.map(described),
      unplanned: [...placing.unplanned, ...unplanned],
      edits: placed.flatMap(codeEdit),
      notes: notesOf(placed, planned),
      ...(form !== undefined && { emitted: await emit(form, placed) }),
      checked: check,
    };
  });
}

function described({ wanted: { consumer, channel, group, retry }, topology: { reader }, imitates }: Placed) {
  return {
    consumer,
    imitates,
    channel,
    group,
    waitsMs: [...retry.rungsMs],
    rungs: reader.rungs.flatMap(({ channel: rung }) => rung ?? []),
    deadLetter: reader.deadLetter,
    ordering: retry.ordering,
  };
}

/** A handler that swallows its errors reaches no dead letter, whatever the broker has. */
function codeEdit({ detected }: Placed) {
  if (detected?.dlq !== "false") return [];
  const { message, fix } = withoutDeadLetter(detected);
  return [{ consumer: detected.id, file: detected.file, line: detected.line, why: message, fix }];
}
