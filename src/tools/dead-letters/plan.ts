import { driftOf } from "../../delivery/plan.ts";
import { withoutDeadLetter } from "../../model/dead-letter-text.ts";
import type { ToolContext } from "../../tool.ts";
import { type Placed, placeConsumers, withLadder } from "./wanted.ts";
import { embeddedNote, planFor, withBroker } from "./world.ts";

/** What plan-dlq answers. */
export async function planDeadLetters(
  context: ToolContext,
  { consumer, check = false }: { consumer?: string | undefined; check?: boolean | undefined },
) {
  const placing = await placeConsumers(context, consumer);
  const { connection } = placing;
  const { placed, unplanned } = withLadder(placing);
  const { plan } = await withBroker(context, placing, true, (session) => planFor(session, placed));
  return {
    ...plan,
    connection,
    drift: driftOf(plan).length > 0,
    consumers: placed.map(described),
    unplanned,
    edits: placed.flatMap(codeEdit),
    notes: placed.length === 0 ? [] : [embeddedNote],
    checked: check,
  };
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
