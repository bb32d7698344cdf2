import { withoutDeadLetter } from "../../model/dead-letter-text.ts";
import type { Finding } from "../../model/finding.ts";
import type { Consumer } from "../../model/system.ts";
import type { DomainView } from "../domains.ts";
import type { Facts, Proof } from "../facts.ts";
import { clause, doubtClause, type Judgement } from "../judgement.ts";

/** Row 4: a failure of every consumer ends in a dead letter. Reading can deny it; only a run proves it. */
export function deadLetter(domain: DomainView, { proofs, doubts }: Facts): Judgement[] {
  return domain.consumers.map((consumer): Judgement => {
    const { id: about, dlq, dlqWhy, file, line } = consumer;
    const proof = proofs.deadLetter.get(about);
    if (dlq === "false")
      return { status: "fail", about, why: clause(dlqWhy ?? "a failure ends in no dead letter"), findings: [missing(consumer)] };
    if (proof?.holds === false) return { status: "fail", about, why: proof.why, findings: [denied(consumer, proof)] };
    if (proof) return { status: "pass", about, why: proof.why };
    const known = doubts.deadLetter.get(about);
    const doubt = known && doubtClause(known);
    if (dlq === "true")
      return { status: "unknown", about, why: `a dead letter is declared, and ${doubt ?? "no run has shown that failures reach it"}` };
    const seen = dlqWhy ? clause(dlqWhy) : `whether failures at ${file}:${line} reach a dead letter cannot be told`;
    return { status: "unknown", about, why: doubt === undefined ? seen : `${seen}; ${doubt}` };
  });
}

function denied({ id, file, line }: Consumer, { why }: Proof): Finding {
  return {
    rule: "CONSUMER_WITHOUT_DEAD_LETTER",
    severity: "error",
    at: id,
    file,
    line,
    column: 1,
    message: `Poison that was sent to this consumer did not end in its dead letter, and in nothing else: ${why}`,
    fix: "After the last attempt let the event that fails end in the dead letter, keep the effects of the others, and call configure-dlq again.",
    evidence: [],
  };
}

function missing(consumer: Consumer): Finding {
  const { id, file, line } = consumer;
  return { rule: "CONSUMER_WITHOUT_DEAD_LETTER", severity: "error", at: id, file, line, column: 1, ...withoutDeadLetter(consumer) };
}
