import type { Analysis } from "../analysis.ts";
import type { Handler } from "../handlers.ts";
import { read } from "../analysis.ts";
import { moduleOf, textOf, walk, type LoopNode, type Node, type TryNode } from "../syntax/node.ts";
import { carriedBy } from "../transports.ts";
import type { Use } from "../uses.ts";
import { endsOnSuccess, errorPath, inFailurePath, isWork, type ErrorPath } from "./errors.ts";
import { happenings, literalOf, type Happening } from "./happening.ts";
import { idempotenceSigns, type Sign } from "./idempotence.ts";
import { reach } from "./reach.ts";
import { leavingOf } from "./stops.ts";
import { deadLetterName, retryName } from "./words.ts";

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
  const dead = all.filter((each): each is Extract<Happening, { kind: "produce" }> => each.kind === "produce" && each.deadLetter);
  const deadLetter = dead.find((each) => encloses(each, all)) ?? dead[0];
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
  return { ...base, ...retryOf(base, use, handler), ...deadLetterOf(base, use) };
}

function deadLetterOf(
  { deadLetter, errors, settles, autoAck, ackFirst, all }: Judgement,
  { sighting: { rule, detector } }: Use,
): Pick<Judgement, "dlq" | "dlqWhy"> {
  if (deadLetter && encloses(deadLetter, all))
    return {
      dlq: "true",
      dlqWhy: `${at(deadLetter.node)}: the handler publishes to ${deadChannel(deadLetter) ?? "a dead-letter channel"}`,
    };
  if (autoAck) return { dlq: "false", dlqWhy: "acknowledged on delivery: a failed message is gone" };
  if (ackFirst) return { dlq: "false", dlqWhy: `${at(ackFirst.node)}: acknowledged before the work, so a failure cannot be dead-lettered` };
  // The dead letter of SQS is an attribute of the queue: code alone cannot say that there is none.
  if ((rule.broker ?? detector.broker) === "sqs") return {};
  const swallowed = errors.escapes || !settles ? undefined : errors.swallowedBy;
  if (swallowed && !all.some((each) => each.kind === "reject"))
    return { dlq: "false", dlqWhy: `${at(swallowed.node, swallowed.line)}: ${reasons[swallowed.how]}` };
  return {};
}

const at = (node: Node, line = node.line) => `${moduleOf(node).path}:${line}`;

/** Of the channels of a publish the one that is named for dead letters. */
export function deadChannel({ channels }: { channels: readonly string[] }): string | undefined {
  return channels.find((channel) => deadLetterName.test(channel)) ?? channels[0];
}

const reasons = {
  caught: "the error is caught and goes no further",
  unawaited: "the work is started and not awaited, its error is lost",
  finally: "the message is acknowledged in finally, after a failure too",
};

/** A publish in a catch takes the failures of its try block: it counts where most of the work stands there, or the last of it. */
function encloses(step: Happening, all: readonly Happening[]): boolean {
  const { guards } = step;
  const around = guards.findLast((guard) => guard.in === "catch")?.node;
  const work = all.filter(isWork);
  if (work.length === 0) return true;
  if (!around) return !guards.some(isRefusal) || all.indexOf(work.at(-1)!) < all.indexOf(step);
  const inside = (each: Happening) => each.guards.some((guard) => guard.in === "try" && guard.node === around);
  return inside(work.at(-1)!) || work.filter(inside).length * 2 >= work.length;
}

/** `if (!valid) { …; return; }`: what is refused there says nothing about the work that follows. */
function isRefusal(guard: Happening["guards"][number]): boolean {
  if (guard.in !== "if") return false;
  const branch = guard.branch === "then" ? guard.node.whenTrue : guard.node.otherwise;
  return branch !== undefined && leavingOf(branch) === "returns";
}

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
  const isOwn = (channel: string, each: Happening) => use.channel.names.includes(channel) && inFailurePath(each.guards);
  const dropped = all.find((each) => each.kind === "reject" && each.requeue === false);
  const requeue = all.find((each) => each.kind === "reject" && each.requeue === true);
  if (requeue && !dropped) return { retry: true, retryWhy: `${at(requeue.node)}: rejected for another delivery` };
  if (requeue) return { retry: true, retryWhy: `${at(requeue.node)}: rejected for another delivery while attempts are left` };
  const again = all.find(
    (each) => each.kind === "produce" && each.channels.some((channel) => retryName.test(channel) || isOwn(channel, each)),
  );
  if (again) return { retry: true, retryWhy: `${at(again.node)}: published to a retry channel` };
  if (autoAck) return { retry: false, retryWhy: "acknowledged on delivery" };
  if (ackFirst) return { retry: false, retryWhy: `${at(ackFirst.node)}: acknowledged before the work` };
  const swallowed = errors.escapes || !settles ? undefined : errors.swallowedBy;
  if (swallowed) return { retry: false, retryWhy: `${at(swallowed.node, swallowed.line)}: ${reasons[swallowed.how]}` };
  // https://www.rabbitmq.com/docs/dlx#effects: the header counts how often a message was dead-lettered and came back.
  const counted = dropped && all.find((each) => moduleOf(each.node).text.includes("x-death"));
  if (dropped && counted) return { retry: true, retryWhy: `${at(dropped.node)}: rejected, counted by x-death when it comes back` };
  if (dropped) return { retry: false, retryWhy: `${at(dropped.node)}: rejected without requeue` };
  // https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-visibility-timeout.html
  const removed = isPolledSqs(use) ? all.find((each) => each.kind === "acknowledge") : undefined;
  return removed ? { retry: true, retryWhy: `${at(removed.node)}: only what is done is deleted, the rest comes back` } : {};
}

function isPolledSqs({ sighting: { rule, detector } }: Use): boolean {
  return (rule.broker ?? detector.broker) === "sqs" && rule.runs === undefined;
}

/** Kafka commits what was read; a framework acknowledges what returns; else an acknowledgement has to run after the failure. */
function isSettled({ sighting }: Use, all: readonly Happening[], { swallowedBy }: ErrorPath): boolean {
  const { detector, rule } = sighting;
  if ((rule.broker ?? detector.broker) === "kafka") return true;
  const acks = all.filter((each) => each.kind === "acknowledge");
  if (acks.length === 0) return detector.transports !== undefined;
  return acks.some((each) => !each.guards.some((guard) => guard.in === "try" && guard.node === swallowedBy?.node));
}

/** A loop or helper that runs the work again: most of it, not one call deep inside. */
function retryHelper(all: readonly Happening[]): Node | undefined {
  const work = all.filter(isWork);
  const most = (isInside: (each: Happening) => boolean) => work.filter(isInside).length * 2 >= work.length;
  for (const each of all) {
    const { node, guards } = each;
    if (node.kind === "call") {
      const name = node.callee.kind === "member" ? node.callee.property : node.callee.kind === "name" ? node.callee.name : "";
      if (
        /^(p?retry|asyncRetry|withRetry|with_retry|retryAsync|backOff|retry_call|executeWithRetry)$/i.test(name) &&
        most((other) => runsIn(other, node))
      )
        return node;
    }
    for (const guard of guards)
      if (
        guard.in === "loop" &&
        guard.node.kind === "loop" &&
        isRetryLoop(guard.node) &&
        most((other) => other.guards.some((around) => around.in === "loop" && around.node === guard.node))
      )
        return guard.node;
  }
  return undefined;
}

/** A counted loop whose condition speaks of attempts, or that ends when the work is done. */
function isRetryLoop(loop: LoopNode): boolean {
  if (!loop.over || !containsTry(loop.body)) return false;
  if (/attempt|retr(y|ies)|tries/i.test(textOf(loop.over).slice(0, 200))) return true;
  return !loop.iterates && loop.over.kind !== "literal" && tryOf(loop) !== undefined;
}

function tryOf(loop: LoopNode): TryNode | undefined {
  let found: TryNode | undefined;
  walk(loop.body, (at) => {
    if (at.kind === "function" || at.kind === "loop") return false;
    if (at.kind === "try" && at.handlers.length > 0 && endsOnSuccess(at)) found ??= at;
    return undefined;
  });
  return found;
}

/** The call itself, something written inside it, or something that its callee runs. */
function runsIn({ node, frame }: Happening, call: Node): boolean {
  const within = (inner: Node | undefined): boolean => {
    for (let each = inner; each; each = each.parent) if (each === call) return true;
    return false;
  };
  if (within(node)) return true;
  for (let each = frame; each; each = each.caller) if (within(each.call)) return true;
  return false;
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
  if (rule.does === "consume" && detector.transports) return carriedBy(use.sighting, analysis)?.autoAck ?? false;
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
