import type { Analysis } from "../analysis.ts";
import type { Handler } from "../handlers.ts";
import { read } from "../analysis.ts";
import { moduleOf, textOf, walk, type Node } from "../syntax/node.ts";
import type { Use } from "../uses.ts";
import { errorPath, type ErrorPath } from "./errors.ts";
import { happenings, literalOf, type Happening } from "./happening.ts";
import { idempotenceSigns, type Sign } from "./idempotence.ts";
import { reach } from "./reach.ts";
import { retryName } from "./words.ts";

/** What reading a consumer's handler shows, and the steps it was read from. */
export interface Judgement {
  handler: Handler | undefined;
  all: Happening[];
  errors: ErrorPath;
  signs: Sign[];
  autoAck: boolean;
  /** A failure that is caught counts as handled for the broker: the message does not come back. */
  settles: boolean;
  /** Index of the first acknowledgement that runs before any effect, when effects follow it. */
  ackFirst: Happening | undefined;
  dlq?: "true" | "false";
  dlqWhy?: string;
  retry?: boolean;
  retryWhy?: string;
  deadLetter?: Extract<Happening, { kind: "produce" }>;
}

export function judge(use: Use, handler: Handler | undefined, analysis: Analysis): Judgement {
  const { detector, rule } = use.sighting;
  const all = handler ? happenings(reach(handler.start, analysis), detector, analysis) : [];
  const errors = errorPath(all);
  const autoAck = isAutoAck(use, analysis);
  const ackFirst = acknowledgedFirst(all);
  const deadLetter = all.find((each): each is Extract<Happening, { kind: "produce" }> => each.kind === "produce" && each.deadLetter);
  const settles = isSettled(use, all, errors);
  const base: Judgement = {
    handler,
    all,
    errors,
    settles,
    signs: idempotenceSigns(all, analysis),
    autoAck,
    ackFirst,
    ...(deadLetter && { deadLetter }),
  };
  if (rule.atMostOnce)
    return {
      ...base,
      dlq: "false",
      dlqWhy: "the transport delivers at most once: a failed message is gone",
      retry: false,
      retryWhy: "the transport delivers at most once",
    };
  return { ...base, ...retryOf(base, use, handler), ...deadLetterOf(base) };
}

function deadLetterOf({ deadLetter, errors, settles, autoAck, ackFirst, all }: Judgement): Pick<Judgement, "dlq" | "dlqWhy"> {
  if (deadLetter)
    return { dlq: "true", dlqWhy: `${at(deadLetter.node)}: the handler publishes to ${deadLetter.channels[0] ?? "a dead-letter channel"}` };
  if (autoAck) return { dlq: "false", dlqWhy: "acknowledged on delivery: a failed message is gone" };
  if (ackFirst) return { dlq: "false", dlqWhy: `${at(ackFirst.node)}: acknowledged before the work, so a failure cannot be dead-lettered` };
  const swallowed = errors.escapes || !settles ? undefined : errors.swallowedBy;
  if (swallowed && !all.some((each) => each.kind === "reject"))
    return { dlq: "false", dlqWhy: `${at(swallowed.node, swallowed.line)}: ${reasons[swallowed.how]}` };
  return {};
}

const at = (node: Node, line = node.line) => `${moduleOf(node).path}:${line}`;

const reasons = { caught: "the error is caught and goes no further", unawaited: "the work is started and not awaited, its error is lost" };

function retryOf(
  { errors, settles, autoAck, ackFirst, all }: Judgement,
  use: Use,
  handler: Handler | undefined,
): Pick<Judgement, "retry" | "retryWhy"> {
  const helper = handler && retryHelper(all);
  if (helper)
    return {
      retry: true,
      retryWhy: `${at(helper)}: ${helper.kind === "call" ? textOf(helper.callee).slice(-40) : "a loop"} tries the work again`,
    };
  const requeue = all.find((each) => each.kind === "reject" && each.requeue === true);
  if (requeue) return { retry: true, retryWhy: `${at(requeue.node)}: rejected for another delivery` };
  const again = all.find((each) => each.kind === "produce" && !each.deadLetter && each.channels.some((channel) => retryName.test(channel)));
  if (again) return { retry: true, retryWhy: `${at(again.node)}: published to a retry channel` };
  if (autoAck) return { retry: false, retryWhy: "acknowledged on delivery" };
  if (ackFirst) return { retry: false, retryWhy: `${at(ackFirst.node)}: acknowledged before the work` };
  const swallowed = errors.escapes || !settles ? undefined : errors.swallowedBy;
  if (swallowed) return { retry: false, retryWhy: `${at(swallowed.node, swallowed.line)}: ${reasons[swallowed.how]}` };
  const rejected = all.find((each) => each.kind === "reject" && each.requeue === false);
  return rejected ? { retry: false, retryWhy: `${at(rejected.node)}: rejected without requeue` } : {};
}

/** Kafka commits what was read; a framework acknowledges what returns; else an acknowledgement has to run after the failure. */
function isSettled({ sighting }: Use, all: readonly Happening[], { swallowedBy }: ErrorPath): boolean {
  const { detector, rule } = sighting;
  if ((rule.broker ?? detector.broker) === "kafka") return true;
  const acks = all.filter((each) => each.kind === "acknowledge");
  if (acks.length === 0) return detector.transports !== undefined;
  return acks.some((each) => !each.guards.some((guard) => guard.in === "try" && guard.node === swallowedBy?.node));
}

/** A loop or helper that runs the work again. */
function retryHelper(all: readonly Happening[]): Node | undefined {
  for (const { node, guards } of all) {
    if (node.kind === "call") {
      const name = node.callee.kind === "member" ? node.callee.property : node.callee.kind === "name" ? node.callee.name : "";
      if (/^(p?retry|asyncRetry|withRetry|with_retry|retryAsync|backOff|retry_call|executeWithRetry)$/i.test(name)) return node;
    }
    for (const guard of guards)
      if (
        guard.in === "loop" &&
        guard.node.kind === "loop" &&
        guard.node.over &&
        /attempt|retr(y|ies)|tries/i.test(textOf(guard.node.over).slice(0, 200)) &&
        containsTry(guard.node.body)
      )
        return guard.node;
  }
  return undefined;
}

function containsTry(node: Node): boolean {
  let found = false;
  walk(node, (at) => {
    if (at.kind === "try") found = true;
  });
  return found;
}

function isAutoAck(use: Use, analysis: Analysis): boolean {
  const { rule, call, detector } = use.sighting;
  if (!rule.autoAck || detector.broker !== "rabbitmq") return false;
  const literal = literalOf(rule.autoAck, call.node);
  if (literal !== undefined) return literal;
  return read(rule.autoAck, use.sighting, analysis, use.frame).names.includes("true");
}

const isEffect = (each: Happening) => each.kind === "work" || (each.kind === "produce" && !each.deadLetter);

/** An acknowledgement with effects after it in the same run of the handler and none before. */
function acknowledgedFirst(all: readonly Happening[]): Happening | undefined {
  const ack = all.findIndex((each) => each.kind === "acknowledge");
  if (ack < 0 || all.slice(0, ack).some((each) => isEffect(each))) return undefined;
  const found = all[ack]!;
  if (found.guards.some((guard) => guard.in === "if" || guard.in === "catch" || guard.in === "finally")) return undefined;
  return all.slice(ack + 1).some((each) => isEffect(each) && !each.guards.some((guard) => guard.in === "catch")) ? found : undefined;
}
