import { isJob } from "../../../model/job-queue.ts";
import type { Analysis } from "../../code/analysis.ts";
import type { Fact, FactOf } from "../../fact.ts";
import { deadLetterName } from "../../code/judge/words.ts";
import { selectFirst } from "../../code/resolve/select.ts";
import type { Ref } from "../../code/resolve/tracer.ts";
import { textOf } from "../../code/syntax/node.ts";
import type { Use } from "../../code/uses.ts";
import { state } from "./state.ts";

const correlation = /correlation|traceparent|trace_?id|x-request-id|causation/i;

/** Keys that hold a correlation id, or an object that may. */
const mayCarry =
  /correlation|traceparent|trace_?id|request_?id|causation|event$|message|payload|data|body|dto|envelope|meta|context|header|detail/i;

export function producerFindings(use: Use, fact: FactOf<"producer">, analysis: Analysis): Fact[] {
  if (use.isWrapper) return [];
  const first = Array.isArray(fact.channel) ? fact.channel[0] : fact.channel;
  const at = `${fact.file}#${first ?? "unknown"}`;
  const found: Fact[] = [];
  if (fact.replies && !isAnswered(use))
    found.push(
      state("REPLY_AWAITED", use.site, {
        at,
        line: use.line,
        message: "The sender waits for an answer to this message, so it fails and stalls with whoever handles it.",
        fix: "Publish a fact and go on (emit), or call the service over HTTP or gRPC where an answer is needed.",
      }),
    );
  if (first !== null && first !== undefined && deadLetterName.test(first)) return found;
  if (use.sighting.rule.keyed && fact.key === false && messageIsVisible(use, analysis))
    found.push(
      state("PUBLISH_WITHOUT_KEY", use.site, {
        at,
        line: use.line,
        message: `${first ?? "This topic"} gets messages without a key: events of one entity land on different partitions and can overtake each other.`,
        fix: "Set the key to the id of the entity that the event is about.",
      }),
    );
  if (!fact.replies && !isJob(fact) && lacksCorrelation(use, analysis))
    found.push(
      state("PUBLISH_WITHOUT_CORRELATION_ID", use.site, {
        at,
        line: use.line,
        message: "Neither the payload nor the headers carry a correlation id, so the flow that this event belongs to cannot be followed.",
        fix: "Put the correlation_id of the request or of the message being handled into the event, or a new one where a flow begins.",
      }),
    );
  return found;
}

/** The messages stand in the call as literals, so that a missing key is seen and not merely not found. */
function messageIsVisible({ sighting, frame }: Use, { tracer }: Analysis): boolean {
  const { rule, call } = sighting;
  if (rule.key?.[0]?.includes("/") !== true) return call.node.args.every((each) => !each.spread);
  const parent = rule.key[0].slice(0, rule.key[0].lastIndexOf("/"));
  const refs = selectFirst([parent], { node: call.node, frame }, sighting.receiver, tracer).flatMap((ref) => tracer.trace(ref));
  return (
    refs.length > 0 &&
    refs.every(({ node, missing }) => !missing && node.kind === "object" && node.entries.every((entry) => entry.key !== undefined))
  );
}

/** An answer to a request: its sender waits for nothing. */
function isAnswered({ channel }: Use): boolean {
  return /reply_?to/i.test(channel.expression ?? "");
}

/** The whole payload is visible as literals and nothing in it or in the call speaks of a correlation. */
function lacksCorrelation({ sighting, frame }: Use, analysis: Analysis): boolean {
  const { rule, call, receiver } = sighting;
  if (correlation.test(textOf(call.node))) return false;
  if (selectFirst(rule.correlationId, { node: call.node, frame }, receiver, analysis.tracer).length > 0) return false;
  const payloads = selectFirst(rule.payload, { node: call.node, frame }, receiver, analysis.tracer);
  return payloads.length > 0 && payloads.every((ref) => isClosedPayload(ref, analysis, 0));
}

function isClosedPayload(ref: Ref, { tracer }: Analysis, depth: number): boolean {
  if (depth > 6 || ref.missing) return false;
  const values = tracer.trace(ref);
  return (
    values.length > 0 &&
    values.every(({ node, frame }) => {
      if (node.kind === "object")
        return node.entries.length > 0 && node.entries.every((entry) => entry.key !== undefined && !mayCarry.test(entry.key));
      if (node.kind !== "call" || node.isNew || node.args.length === 0) return false;
      const { callee } = node;
      const name = callee.kind === "member" ? callee.property : callee.kind === "name" ? callee.name : "";
      return (
        ["stringify", "from", "dumps"].includes(name) &&
        isClosedPayload({ node: node.args[0]!.value, frame }, { tracer } as Analysis, depth + 1)
      );
    })
  );
}
