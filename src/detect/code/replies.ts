import type { Happening } from "./judge/happening.ts";
import type { Use } from "./uses.ts";
import { textOf, type CallNode } from "./syntax/node.ts";

/** The message itself says where its answer goes. */
const replyAddress = /reply_?to/i;
const replyQueue = /reply_?(to|queue|channel|topic)/i;
const givesAddress = /\breply_?to["']?\s*[:=]/i;

/** A request that waits for its answer, or an answer: https://www.rabbitmq.com/tutorials/tutorial-six-javascript */
export function isRequest({ sighting, channel }: Use): boolean {
  if (sighting.rule.replies === true) return true;
  return (
    isAnswer(sighting.call.node) ||
    replyAddress.test(channel.expression ?? "") ||
    givesAddress.test(textOf(sighting.call.node).slice(0, 2_000))
  );
}

/** A handler that answers whoever asked, or a reader of a queue that the broker names for the answers to one sender. */
export function isRequestHandler({ sighting, channel }: Use, all: readonly Happening[]): boolean {
  if (sighting.rule.replies === true) return true;
  if (isReplyQueue(channel, sighting)) return true;
  return all.some((each) => {
    if (each.kind === "produce") return isAnswer(each.sighting.call.node);
    const { node } = each;
    return (
      sighting.detector.broker === "nats" && node.kind === "call" && node.callee.kind === "member" && node.callee.property === "respond"
    );
  });
}

/** A queue that the broker names and nothing is bound to, or whose expression says what it is for. */
export function isReplyQueue({ names, expression }: Use["channel"], { bound, rule, detector }: Use["sighting"]): boolean {
  if (rule.does !== "consume") return false;
  const unnamed = names.length > 0 ? names.every((name) => name === "") : expression === "";
  if (unnamed) return bound === undefined;
  return (
    names.length === 0 &&
    expression !== undefined &&
    (replyQueue.test(expression) || (detector.broker === "nats" && /inbox/i.test(expression)))
  );
}

/** A publish to the address that a message came with. */
export function isAnswer(node: CallNode): boolean {
  return (
    node.args.slice(0, 2).some(({ value }) => value.kind !== "object" && replyAddress.test(textOf(value).slice(0, 200))) ||
    namedAddress(node)
  );
}

function namedAddress(node: CallNode): boolean {
  return node.args.some(
    ({ name, value }) => /^(routing_key|exchange|queue)$/.test(name ?? "") && replyAddress.test(textOf(value).slice(0, 200)),
  );
}
