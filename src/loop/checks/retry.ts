import type { Finding } from "../../model/finding.ts";
import type { Consumer } from "../../model/system.ts";
import type { DomainView } from "../domains.ts";
import type { Facts } from "../facts.ts";
import { clause, isForgetful, type Judgement, placed } from "../judgement.ts";

/** Row 6: a failed delivery is tried again after growing waits. Reading can deny it; only a run shows the waits. */
export function retry(domain: DomainView, { proofs }: Facts): Judgement[] {
  return domain.consumers.map((consumer): Judgement => {
    const { id: about, retry, retryWhy } = consumer;
    const proof = proofs.retry.get(about);
    if (proof)
      return { status: proof.holds ? "pass" : "fail", about, why: proof.why, ...(proof.holds ? {} : { findings: [missing(consumer)] }) };
    if (retry === false)
      return {
        status: "fail",
        about,
        why: clause(retryWhy ?? "a failed delivery is not tried again"),
        findings: isForgetful(retryWhy) ? [] : [missing(consumer)],
      };
    if (retry === true)
      return { status: "unknown", about, why: `retries are set${retryWhy ? `: ${clause(retryWhy)}` : ""}; no run has shown their waits` };
    return { status: "unknown", about, why: "whether a failed delivery is tried again cannot be told" };
  });
}

function missing({ id, file, line, retryWhy }: Consumer): Finding {
  const why = placed(retryWhy ?? "");
  return {
    rule: "CONSUMER_WITHOUT_RETRY",
    severity: "warning",
    at: id,
    file,
    line,
    column: 1,
    message: `A failed delivery is not tried again with growing waits${why.text === "" ? "" : ` (${why.text})`}: a short outage costs events.`,
    fix: "Try again after 1 s, 5 s and 30 s, then dead-letter; errors that no attempt can mend go there at once.",
    evidence: why.at ? [{ ...why.at, what: why.text }] : [],
  };
}
