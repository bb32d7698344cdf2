import { digestOf } from "../../model/digest.ts";
import type { Settings } from "../../model/settings.ts";
import type { DeadLetterRecord, EvidenceRecord, IdempotencyRecord } from "../../model/evidence-record.ts";
import type { Rechecked } from "../../model/rechecked.ts";
import { type ToolContext, ToolError } from "../../tool.ts";
import { faultListDigest } from "../../verify/schedules.ts";
import { headCommit } from "../../workspace/git.ts";
import { type ReadProof, readProofs } from "../../workspace/proofs.ts";
import { loadSettings } from "../../workspace/settings.ts";
import { configureConsumer } from "../dead-letters/configure.ts";
import { VerifyInput } from "../verify/request.ts";
import { verifyInRepository } from "../verify/run.ts";

/**
 * Runs again what is on record about these consumers and not of this machine; in CI one more, which counts already. What the new
 * runs show is on record then, and is what counts. Dead letters: what was shown on the embedded broker.
 */
export async function recheck(context: ToolContext, consumers: ReadonlySet<string>): Promise<Rechecked[]> {
  const settings = loadSettings(context.root);
  const { proofs } = readProofs(context, settings, faultListDigest());
  const all = proofs.filter(({ record }) => consumers.has(record.consumer) && canRunAgain(record));
  const again = [...all.filter(({ state }) => state === "unproven"), ...(inCi(context) ? await sampleOf(context, all) : [])];
  const done: Rechecked[] = [];
  for (const [index, { record }] of again.entries()) {
    context.progress(`runs ${record.consumer} again`, index, again.length);
    done.push(await runAgain(context, record, settings));
  }
  return done;
}

function canRunAgain(record: EvidenceRecord): boolean {
  return record.kind === "idempotency" || (record.proof === "consumer" && record.broker === "embedded");
}

function inCi({ env }: ToolContext): boolean {
  return env["CI"] !== undefined && env["CI"] !== "" && env["CI"] !== "false";
}

/** One of those that count: another one with each commit, the same one for the same commit. */
async function sampleOf(context: ToolContext, proofs: readonly ReadProof[]): Promise<ReadProof[]> {
  const commit = await headCommit(context.root);
  const order = ({ record }: ReadProof) => digestOf([commit ?? "", record.consumer]);
  return proofs
    .filter(({ state }) => state === "fresh")
    .sort((a, b) => (order(a) < order(b) ? -1 : 1))
    .slice(0, 1);
}

async function runAgain(context: ToolContext, record: EvidenceRecord, settings: Settings): Promise<Rechecked> {
  const { consumer, kind } = record;
  const claimed = record.kind === "idempotency" ? record.verdict : record.outcome;
  try {
    const [shown, why] = await (record.kind === "idempotency" ? verify(context, record, settings) : sendPoison(context, record));
    const agrees = shown === claimed;
    return {
      consumer,
      kind,
      claimed,
      shown,
      agrees,
      why: agrees ? why : `The record claims ${claimed}, and the run shows ${shown}: ${why}`,
    };
  } catch (error) {
    if (!(error instanceof ToolError) || error.code === "CANCELLED") throw error;
    return { consumer, kind, claimed, shown: "not run", agrees: false, why: error.message };
  }
}

async function verify(context: ToolContext, record: IdempotencyRecord, settings: Settings): Promise<[string, string]> {
  const { verdict, why } = await verifyInRepository(context, inputOf(record, settings));
  return [verdict, why];
}

async function sendPoison(context: ToolContext, { consumer }: DeadLetterRecord): Promise<[string, string]> {
  const { outcome, why } = await configureConsumer(context, consumer);
  return [outcome, why];
}

/**
 * The call of a record that nobody vouches for: it may choose what is compared, and not what is executed, with which environment
 * or which hosts; that is for the settings.
 */
function inputOf({ consumer, input }: IdempotencyRecord, { consumers }: Settings): VerifyInput {
  const { samples, faults, seeds, budget, invariants, ignore } = input;
  const handler = consumers?.[consumer]?.handler === undefined ? handlerOf(input["consumer"]) : undefined;
  const named = VerifyInput.safeParse({ consumer: handler ?? consumer, samples, faults, seeds, budget, invariants, ignore });
  return named.success ? named.data : VerifyInput.parse({ consumer });
}

const chosen = new Set(["handler", "batch", "shape", "setup"]);

/** A handler of the repository that the call named, where the settings name none. */
function handlerOf(named: unknown): unknown {
  if (named === null || typeof named !== "object") return undefined;
  return Object.fromEntries(Object.entries(named).filter(([key]) => chosen.has(key)));
}
