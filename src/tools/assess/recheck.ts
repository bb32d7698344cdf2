import { digestOf } from "../../model/digest.ts";
import type { EvidenceRecord, IdempotencyRecord } from "../../model/evidence-record.ts";
import type { Rechecked } from "../../model/rechecked.ts";
import { type ToolContext, ToolError } from "../../tool.ts";
import { faultListDigest } from "../../verify/schedules.ts";
import { headCommit } from "../../workspace/git.ts";
import { type ReadProof, readProofs } from "../../workspace/proofs.ts";
import { loadSettings } from "../../workspace/settings.ts";
import { VerifyInput } from "../verify/request.ts";
import { verifyInRepository } from "../verify/run.ts";

/**
 * Runs again what is on record about these consumers and not of this machine; in CI one more, which counts already. What the new
 * runs show is on record then, and is what counts.
 */
export async function recheck(context: ToolContext, consumers: ReadonlySet<string>): Promise<Rechecked[]> {
  const { proofs } = readProofs(context, loadSettings(context.root), faultListDigest());
  const idempotency = proofs.filter(({ record }) => record.kind === "idempotency" && consumers.has(record.consumer));
  const unproven = idempotency.filter(({ state }) => state === "unproven");
  const again = [...unproven, ...(inCi(context) ? await sampleOf(context, idempotency) : [])];
  const done: Rechecked[] = [];
  for (const [index, { record }] of again.entries()) {
    context.progress(`runs ${record.consumer} again`, index, again.length);
    done.push(await runAgain(context, record as IdempotencyRecord));
  }
  return done;
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

async function runAgain(context: ToolContext, record: IdempotencyRecord): Promise<Rechecked> {
  const { consumer, verdict: claimed } = record;
  try {
    const { verdict, why } = await verifyInRepository(context, inputOf(record));
    if (verdict === claimed) return { consumer, claimed, shown: verdict, agrees: true, why };
    return { consumer, claimed, shown: verdict, agrees: false, why: `The record claims ${claimed}, and the run shows ${verdict}: ${why}` };
  } catch (error) {
    if (!(error instanceof ToolError) || error.code === "CANCELLED") throw error;
    return { consumer, claimed, shown: "not run", agrees: false, why: error.message };
  }
}

/**
 * The call of a record that nobody vouches for: it may choose what is compared, and not what is executed, with which environment
 * or which hosts; that is for the settings.
 */
function inputOf({ consumer, input }: Pick<EvidenceRecord, "consumer" | "input">): VerifyInput {
  const { samples, faults, seeds, budget, invariants, ignore } = input;
  const named = VerifyInput.safeParse({
    consumer: handlerOf(input["consumer"]) ?? consumer,
    samples,
    faults,
    seeds,
    budget,
    invariants,
    ignore,
  });
  return named.success ? named.data : VerifyInput.parse({ consumer });
}

function handlerOf(named: unknown): unknown {
  if (named === null || typeof named !== "object") return undefined;
  const { handler, batch, shape, setup } = named as Record<string, unknown>;
  return { handler, batch, shape, setup };
}
