import type { Reader, Session } from "../../brokers/broker.ts";
import { realClock } from "../../brokers/clock.ts";
import { type Ledger, openLedger } from "../../delivery/journal.ts";
import { redrive, select, type Selection } from "../../delivery/redrive.ts";
import { type ToolContext, ToolError } from "../../tool.ts";
import { withLock } from "../../workspace/run-folder.ts";
import type { RedriveInput } from "../redrive-dlq.ts";
import { whyNotWrite } from "../connections/permission.ts";
import { placeConsumers, withLadder } from "./wanted.ts";
import { brokersOf, notesOf, withBrokers } from "./world.ts";

/** What redrive-dlq answers. */
export async function redriveDeadLetters(context: ToolContext, input: RedriveInput) {
  const wanted = selectionOf(input);
  const placing = withLadder(await placeConsumers(context, input.consumer, input.environment));
  const [place] = placing.places;
  if (place === undefined)
    throw new ToolError("UNSUPPORTED", `${input.consumer} has no dead letter that is known.`, placing.unplanned[0]?.why ?? "");
  const dryRun = input.apply === undefined;
  const forbidden = dryRun ? undefined : whyNotWrite([place], placing.settings, context.env, input);
  if (forbidden !== undefined) throw new ToolError("WRITE_DISABLED", forbidden, "Nothing was sent.");
  const where = brokersOf(placing);
  const work = () =>
    withBrokers(context, placing, dryRun, async ({ placed }) => {
      const { session, topology } = placed[0]!;
      const { reader, resources } = topology;
      const head = { ...where, consumer: input.consumer, deadLetter: reader.deadLetter, notes: notesOf(placed) };
      const ledger = openLedger(context.root, where.connection, reader.deadLetter);
      if ((await session.observe(resources)).length < resources.length)
        throw new ToolError(
          "NOT_FOUND",
          `${reader.deadLetter} is not on ${where.broker === "embedded" ? "the embedded broker" : where.broker}.`,
          "Nothing was configured for this consumer yet.",
          "Call configure-dlq for it first.",
        );
      const { newestMs, ...counted } = await select(session, reader, wanted, ledger);
      const until = newestMs === undefined ? {} : { until: new Date(newestMs).toISOString() };
      const found = { ...head, ...counted, ...until };
      if (dryRun) return { ...found, dryRun, sent: 0, finished: 0, left: await depthOf(session, reader) };
      if (input.apply !== counted.matching) throw moved(input.apply!, counted.matching);
      return { ...found, dryRun, ...(await send(context, session, reader, wanted, ledger, input)), left: await depthOf(session, reader) };
    });
  return dryRun ? work() : withLock(context.root, "dead-letters", work);
}

async function send(context: ToolContext, session: Session, reader: Reader, wanted: Selection, ledger: Ledger, input: RedriveInput) {
  const run = context.newId();
  const { sent, finished, loop } = await redrive(session, reader, wanted, ledger, {
    run,
    clock: realClock(() => context.now().getTime()),
    perSecond: input.perSecond ?? 50,
    limit: input.atMost ?? Infinity,
    signal: context.signal,
    progress: (done) => context.progress(`${done} sent back`, done, input.apply),
  });
  return { run, sent, finished, ...(loop !== undefined && { stoppedAt: loop }) };
}

async function depthOf(session: Session, { deadLetter }: Reader): Promise<number> {
  const { ready, delayed, inFlight } = await session.backlog(deadLetter);
  return ready + delayed + inFlight;
}

function selectionOf({ kind, error, key, eventIds, until, returned }: RedriveInput): Selection {
  const untilMs = until === undefined ? undefined : Date.parse(until);
  if (Number.isNaN(untilMs)) throw new ToolError("INVALID_INPUT", `until is no date: ${until}.`, "It is an ISO 8601 time.");
  return { kind, errorClass: error, key, eventIds, untilMs, returned };
}

function moved(expected: number, found: number): ToolError {
  return new ToolError(
    "PLAN_STALE",
    `${expected} dead letters were expected and ${found} fit.`,
    "The dead letter changed after the dry run, or the selection did. Nothing was sent.",
    "Make a dry run again and call with the count that it gives.",
  );
}
