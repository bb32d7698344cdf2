import type { Finding } from "../../model/finding.ts";
import type { Consumer } from "../../model/system.ts";
import { retriesElsewhere } from "../delivery-model.ts";
import type { DomainView } from "../domains.ts";
import type { Facts, Proof } from "../facts.ts";
import { clause, doubtClause, type Judgement, placed } from "../judgement.ts";

/** Row 5: every consumer was run under faults and its effects stayed the same. Reading alone never decides. */
export function idempotency(domain: DomainView, facts: Facts): Judgement[] {
  const { proofs, doubts } = facts;
  return domain.consumers.map((consumer): Judgement => {
    const { id: about, idempotent, idempotentWhy } = consumer;
    const proof = proofs.idempotency.get(about);
    if (proof?.holds === false) return { status: "fail", about, why: proof.why, findings: [shown(consumer, proof)] };
    if (proof !== undefined && overtakes(consumer, proof, facts)) return { status: "fail", about, ...lateDelivery(consumer) };
    if (proof !== undefined) return { status: "pass", about, why: proof.why };
    const doubt = doubts.idempotency.get(about);
    const run = doubt === undefined ? "no run has shown it" : doubtClause(doubt);
    if (idempotent === "none")
      return {
        status: "unknown",
        about,
        why: `a duplicate seems to repeat an effect${idempotentWhy ? `: ${clause(idempotentWhy)}` : ""}; ${run}`,
        findings: [repeats(consumer, idempotentWhy)],
      };
    return { status: "unknown", about, why: idempotent === "unknown" ? run : `the code looks guarded (${idempotent}); ${run}` };
  });
}

/** Must order be kept, does it matter, and does what failed come back behind later messages? */
function overtakes(consumer: Consumer, { orderSafe }: Proof, { settings, proofs, map }: Facts): boolean {
  if (settings.consumers?.[consumer.id]?.ordering !== "key" || orderSafe !== false) return false;
  const ladder = proofs.deadLetter.get(consumer.id)?.ladder;
  return ladder === undefined ? retriesElsewhere(consumer, map) : ladder === "non-blocking";
}

function lateDelivery({ id, file, line }: Consumer): Pick<Judgement, "why" | "findings"> {
  const why = "a late first delivery ends in another state, and its retries let later messages of the same key overtake";
  return {
    why,
    findings: [
      {
        rule: "RETRY_BREAKS_ORDER",
        severity: "error",
        at: id,
        file,
        line,
        column: 1,
        message: `The order of each key matters to this consumer (ordering: key), ${why}.`,
        fix: "Retry in place, so that the key waits; or compare a sequence number or version of the event, and skip what is older than the state.",
        evidence: [],
      },
    ],
  };
}

const rule = "DUPLICATE_REPEATS_EFFECT";
const recipe =
  "Store event_id under a unique key in the transaction of the effect, and skip what is already there; or set values instead of adding to them.";

/** What a run has shown: at the consumer, with the cure of the fault that showed it. */
function shown({ id, file, line }: Consumer, { why, fix, replay }: Proof): Finding {
  const again = replay === undefined ? "" : ` godmode-event replay ${replay} shows it.`;
  const message = `Under faults its effects were not the same: ${why.replace(/\.$/, "")}. Brokers deliver at least once.${again}`;
  return { rule, severity: "error", at: id, file, line, column: 1, message, fix: fix ?? recipe, evidence: [] };
}

/** What reading suspects. */
function repeats({ id, file, line }: Consumer, why: string | undefined): Finding {
  const { text, at } = placed(why ?? "");
  return {
    rule,
    severity: "warning",
    at: id,
    ...(at ?? { file, line }),
    column: 1,
    message: `A duplicate seems to repeat an effect${text === "" ? "" : `: ${text}`}. Brokers deliver at least once.`,
    fix: recipe,
    evidence: at ? [{ file, line, what: "The consumer." }] : [],
  };
}
