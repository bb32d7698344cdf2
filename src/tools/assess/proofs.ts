import { deliveryModelOf } from "../../loop/delivery-model.ts";
import type { Doubt, Facts, Proof } from "../../loop/facts.ts";
import type { DeadLetterRecord, EvidenceRecord, IdempotencyRecord } from "../../model/evidence-record.ts";
import type { Settings } from "../../model/settings.ts";
import type { SystemMap } from "../../model/system.ts";
import type { ToolContext } from "../../tool.ts";
import { choicesOf } from "./choices.ts";
import { partOf, type ReadProof, readProofs } from "../../workspace/proofs.ts";

type Known = Pick<Facts, "proofs" | "doubts"> & { warnings: string[] };

/** What the records of earlier runs say of each consumer today. Runs and asks nothing. */
export async function knownProofs(context: ToolContext, settings: Settings, map: SystemMap): Promise<Known> {
  const { faultListDigest } = await import("../../verify/schedules.ts");
  const { proofs, warnings } = readProofs(context, settings, faultListDigest());
  const of = (kind: EvidenceRecord["kind"]) => proofs.filter(({ record }) => record.kind === kind);
  const known: Known = {
    proofs: { deadLetter: new Map(), retry: new Map(), idempotency: new Map() },
    doubts: { deadLetter: new Map(), idempotency: new Map() },
    warnings,
  };
  for (const read of of("idempotency")) place(known, "idempotency", read.record.consumer, idempotencyOf(read, map));
  for (const read of of("dead-letter")) {
    const record = read.record as DeadLetterRecord;
    // What our own probe went through says nothing of the consumer.
    if (record.proof === "topology") continue;
    const { consumer, retry, outcome, why, ladder } = record;
    place(
      known,
      "deadLetter",
      consumer,
      doubtOf(read) ?? (outcome === "inconclusive" ? undecided(why) : { holds: outcome === "proven", why, ladder }),
    );
    if (read.state === "fresh" && retry.holds !== null) place(known, "retry", consumer, { holds: retry.holds, why: retry.why });
  }
  return known;
}

function place(known: Known, matter: keyof Facts["proofs"], consumer: string, said: Proof | Doubt): void {
  if ("holds" in said) (known.proofs[matter] as Map<string, Proof>).set(consumer, said);
  else if (matter !== "retry") (known.doubts[matter] as Map<string, Doubt>).set(consumer, said);
}

const undecided = (why: string): Doubt => ({ state: "inconclusive", why });

function doubtOf({ state, why = "", path }: ReadProof): Doubt | undefined {
  if (state === "fresh") return undefined;
  if (state === "stale") return { state, why: `its evidence is stale: ${why}` };
  return { state, why: `its evidence is unproven (${path}: ${why}); validate --recheck runs it again` };
}

function idempotencyOf(read: ReadProof, map: SystemMap): Proof | Doubt {
  const doubt = doubtOf(read);
  if (doubt !== undefined) return doubt;
  const record = read.record as IdempotencyRecord;
  const { verdict, why, model, consumer, orderSafe, assumptions, counterexample, input } = record;
  if (verdict === "not-idempotent")
    return { holds: false, why, ...(counterexample && { fix: counterexample.fix, replay: counterexample.file }) };
  if (verdict === "inconclusive") return undecided(why);
  const part = partOf(record);
  if (part !== undefined) return { state: "stale", why: part };
  const now = deliveryModelOf(
    map.consumers.find(({ id }) => id === consumer),
    map,
  );
  if (model === "rewind" && now.model === "individual")
    return { state: "stale", why: `its evidence is stale: it was run under the delivery model rewind, and now ${now.why}` };
  return { holds: true, why, assumptions: [...assumptions, ...choicesOf(input)], ...(orderSafe !== undefined && { orderSafe }) };
}
