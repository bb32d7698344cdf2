import type { Finding } from "../../model/finding.ts";
import type { Consumer } from "../../model/system.ts";
import type { DomainView } from "../domains.ts";
import type { Facts } from "../facts.ts";
import { clause, type Judgement, placed } from "../judgement.ts";

/** Row 5: every consumer was run under faults and its effects stayed the same. Reading alone never decides. */
export function idempotency(domain: DomainView, { proofs }: Facts): Judgement[] {
  return domain.consumers.map((consumer): Judgement => {
    const { id: about, idempotent, idempotentWhy } = consumer;
    const proof = proofs.idempotency.get(about);
    if (proof)
      return {
        status: proof.holds ? "pass" : "fail",
        about,
        why: proof.why,
        ...(proof.holds ? {} : { findings: [repeats(consumer, "error", proof.why)] }),
      };
    if (idempotent === "none")
      return {
        status: "unknown",
        about,
        why: `a duplicate seems to repeat an effect${idempotentWhy ? `: ${clause(idempotentWhy)}` : ""}; no run has shown it`,
        findings: [repeats(consumer, "warning", idempotentWhy)],
      };
    return {
      status: "unknown",
      about,
      why: idempotent === "unknown" ? "no run has shown it" : `the code looks guarded (${idempotent}); no run has shown it`,
    };
  });
}

function repeats({ id, file, line }: Consumer, severity: "error" | "warning", why: string | undefined): Finding {
  const { text, at } = placed(why ?? "");
  return {
    rule: "DUPLICATE_REPEATS_EFFECT",
    severity,
    at: id,
    ...(at ?? { file, line }),
    column: 1,
    message: `A duplicate ${severity === "error" ? "repeats" : "seems to repeat"} an effect${text === "" ? "" : `: ${text}`}. Brokers deliver at least once.`,
    fix: "Store event_id under a unique key in the transaction of the effect, and skip what is already there; or set values instead of adding to them.",
    evidence: at ? [{ file, line, what: "The consumer." }] : [],
  };
}
