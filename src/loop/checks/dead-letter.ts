import type { Finding } from "../../model/finding.ts";
import type { Consumer } from "../../model/system.ts";
import type { DomainView } from "../domains.ts";
import type { Facts } from "../facts.ts";
import { clause, isForgetful, type Judgement, placed } from "../judgement.ts";

/** Row 4: a failure of every consumer ends in a dead letter. Reading can deny it; only a run proves it. */
export function deadLetter(domain: DomainView, { proofs }: Facts): Judgement[] {
  return domain.consumers.map((consumer): Judgement => {
    const { id: about, dlq, dlqWhy, file, line } = consumer;
    const proof = proofs.deadLetter.get(about);
    if (dlq === "false")
      return { status: "fail", about, why: clause(dlqWhy ?? "a failure ends in no dead letter"), findings: [missing(consumer)] };
    if (proof?.holds === false) return { status: "fail", about, why: proof.why, findings: [missing(consumer)] };
    if (proof) return { status: "pass", about, why: proof.why };
    if (dlq === "true") return { status: "unknown", about, why: "a dead letter is declared, and no run has shown that failures reach it" };
    return {
      status: "unknown",
      about,
      why: dlqWhy ? clause(dlqWhy) : `whether failures at ${file}:${line} reach a dead letter cannot be told`,
    };
  });
}

const acknowledged =
  "Send what failed four times to a dead letter of this consumer, with the error in its headers, and acknowledge the original only then.";
const forgetful = "Read from a stream that keeps events (JetStream, Redis Streams, a queue), and give this consumer a dead letter there.";

function missing({ id, channel, dlqWhy, file, line }: Consumer): Finding {
  const from = channel === null ? "" : ` of ${[channel].flat().join(", ")}`;
  const why = placed(dlqWhy ?? "");
  const transport = isForgetful(why.text);
  const loss = transport ? "" : " An event that always fails is lost, or blocks those behind it.";
  return {
    rule: "CONSUMER_WITHOUT_DEAD_LETTER",
    severity: "error",
    at: id,
    file,
    line,
    column: 1,
    message: `The consumer${from} has no dead letter${why.text === "" ? "" : `: ${why.text}`}.${loss}`,
    fix: transport ? forgetful : acknowledged,
    evidence: why.at ? [{ ...why.at, what: why.text }] : [],
  };
}
