import type { Analysis } from "../../code/analysis.ts";
import type { Fact, FactOf } from "../../fact.ts";
import type { Happening } from "../../code/judge/happening.ts";
import type { Judgement } from "../../code/judge/judge.ts";
import { deadLetterName } from "../../code/judge/words.ts";
import { findBinding, moduleOf, textOf, type Node } from "../../code/syntax/node.ts";
import type { Use } from "../../code/uses.ts";
import { duplicateFindings } from "./duplicates.ts";
import { freshIdFindings } from "./fresh-ids.ts";
import { state } from "./state.ts";

export interface ConsumerContext {
  use: Use;
  judgement: Judgement;
  fact: FactOf<"consumer">;
  /** Channels that code declares. */
  declared: readonly Fact[];
  analysis: Analysis;
}

export function consumerFindings(context: ConsumerContext): Fact[] {
  const { use, judgement, fact, analysis } = context;
  const first = Array.isArray(fact.channel) ? fact.channel[0] : fact.channel;
  const at = `${fact.file}#${fact.handler ?? first ?? "unknown"}`;
  const effects = judgement.all.filter((each) => each.kind === "work" || (each.kind === "produce" && !each.deadLetter));
  const found: Fact[] = [];
  if (use.sighting.rule.atMostOnce || fact.replies || readsDeadLetters(use)) return found;
  if (judgement.ackFirst)
    found.push(
      state("ACK_BEFORE_EFFECT", judgement.ackFirst.node, {
        at,
        message:
          "The message is acknowledged before the work is done: when the work fails or the process dies, the broker has already forgotten it.",
        fix: "Acknowledge after the last effect, and reject (to a dead letter) in the error path.",
      }),
    );
  else if (judgement.autoAck && effects.length > 0)
    found.push(
      state("AUTO_ACK_WITH_EFFECTS", use.site, {
        at,
        line: use.line,
        message: "Automatic acknowledgement: the broker forgets the message on delivery, before the handler has done anything.",
        fix: "Turn automatic acknowledgement off, acknowledge after the last effect and reject to a dead letter in the error path.",
      }),
    );
  else found.push(...swallowed(context, at));
  return [
    ...found,
    ...rejections(context, at),
    ...duplicateFindings(judgement.signs, at),
    ...freshIdFindings(judgement.all, at, analysis),
    ...memories(judgement.all, at),
  ];
}

/** An operator's tool that looks at dead letters and sends them back is no consumer whose failures matter. */
function readsDeadLetters({ channel }: Use): boolean {
  return channel.names.length > 0
    ? channel.names.every((name) => deadLetterName.test(name))
    : deadLetterName.test(channel.expression ?? "");
}

function swallowed({ judgement, fact }: ConsumerContext, at: string): Fact[] {
  const { swallowedBy, escapes } = judgement.errors;
  if (!swallowedBy || escapes) return [];
  if (swallowedBy.how === "unawaited")
    return [
      state("HANDLER_NOT_AWAITED", swallowedBy.node, {
        at,
        message: "The work is started and not awaited: the message counts as handled while it still runs, and its failure reaches nobody.",
        fix: "Await the call (or return its promise) so that the message is acknowledged only after it.",
      }),
    ];
  if (!judgement.settles) return leftUnacknowledged(swallowedBy, judgement, fact, at);
  return [
    state("ERROR_SWALLOWED_THEN_ACKED", swallowedBy.node, {
      at,
      line: swallowedBy.line,
      message:
        fact.broker === "kafka"
          ? "The error is caught here and the offset is committed all the same: the message is lost without retry or dead letter."
          : swallowedBy.how === "finally"
            ? "The message is acknowledged in finally, so after a failure too: it is lost without retry or dead letter."
            : "The error is caught here and the message is acknowledged all the same: it is lost without retry or dead letter.",
      fix: "In the catch, publish the message to its dead-letter channel after the last attempt, or throw again so that it is delivered again; acknowledge only then.",
    }),
  ];
}

/** https://www.rabbitmq.com/docs/confirms#consumer-acks-multiple-parameter */
function leftUnacknowledged(
  { node, line }: NonNullable<Judgement["errors"]["swallowedBy"]>,
  { all, autoAck }: Judgement,
  { broker }: FactOf<"consumer">,
  at: string,
): Fact[] {
  const acks = all.some((each) => each.kind === "acknowledge");
  if (
    broker !== "rabbitmq" ||
    autoAck ||
    !acks ||
    all.some((each) => each.kind === "reject" || (each.kind === "produce" && each.deadLetter))
  )
    return [];
  return [
    state("FAILED_MESSAGE_LEFT_UNACKNOWLEDGED", node, {
      at,
      line,
      message:
        "The error is caught here and the message is neither acknowledged nor rejected: it stays with this channel, takes a place of the prefetch window and comes back only when the channel closes.",
      fix: "Reject it in the catch without requeue, into a dead-letter exchange, or requeue it while attempts are left.",
    }),
  ];
}

function rejections({ judgement, fact, declared, analysis }: ConsumerContext, at: string): Fact[] {
  const found: Fact[] = [];
  const rejects = judgement.all.filter((each) => each.kind === "reject");
  const forever = rejects.find((each) => each.kind === "reject" && each.requeue === true && fact.broker === "rabbitmq" && !isCounted(each));
  if (forever)
    found.push(
      state("REQUEUE_FOREVER", forever.node, {
        at,
        message: "A message that always fails goes back to the head of its queue without limit: it blocks the others and burns CPU.",
        fix: "Reject without requeue into a dead-letter exchange after a counted number of attempts (x-death, or a quorum queue with x-delivery-limit).",
      }),
    );
  const dropped = rejects.find((each) => each.kind === "reject" && each.requeue === false && fact.broker === "rabbitmq");
  const names = [fact.channel ?? []].flat();
  const own = declared.filter(
    (each) => each.fact === "channel" && each.broker === "rabbitmq" && each.kind === "queue" && names.includes(each.name),
  );
  const bare = own.length > 0 && own.every((each) => each.fact === "channel" && each.deadLetter === undefined);
  if (dropped && bare && !mentionsDeadLetterPolicy(analysis))
    found.push(
      state("REJECT_WITHOUT_DEAD_LETTER", dropped.node, {
        at,
        message: `The message is rejected without requeue, and the queue ${names[0]} is declared without a dead-letter exchange: it is dropped silently.`,
        fix: `Declare ${names[0]} with x-dead-letter-exchange (a new queue name, or a policy: arguments of an existing queue cannot change).`,
      }),
    );
  return found;
}

function isCounted(each: Happening): boolean {
  return each.guards.some(
    (guard) => guard.in === "if" && /attempt|retr|count|death|redeliver|deliver|tries/i.test(textOf(guard.node.condition)),
  );
}

function mentionsDeadLetterPolicy({ program }: Analysis): boolean {
  const { workspace } = program;
  return workspace.paths.some(
    (path) => /\.(ya?ml|json|tf|conf|config|sh)$/.test(path) && /dead-letter-exchange/.test(workspace.read(path) ?? ""),
  );
}

/** A Set or Map of the module that the handler asks whether it knows an id. */
function memories(all: readonly Happening[], at: string): Fact[] {
  const asked = all.find(({ node }) => {
    if (node.kind !== "call" || node.callee.kind !== "member" || node.callee.property !== "has" || node.callee.object.kind !== "name")
      return false;
    return isMemory(node.callee.object) && all.some((other) => remembers(other.node, node.callee));
  });
  if (!asked) return [];
  return [
    state("DEDUPLICATION_IN_MEMORY", asked.node, {
      at,
      message:
        "Handled ids are kept in a variable: a restart forgets them and a second instance never knew them, which is exactly when duplicates arrive.",
      fix: "Keep the event_id in the store of the effect, in the same transaction, under a unique key.",
    }),
  ];
}

function isMemory(name: Node): boolean {
  if (name.kind !== "name") return false;
  const binding = findBinding(name, name.name)?.[0];
  const made = binding?.init;
  const top = moduleOf(name).scopes.get(moduleOf(name).root)?.get(name.name)?.[0];
  return top === binding && made?.kind === "call" && made.callee.kind === "name" && ["Set", "Map"].includes(made.callee.name);
}

function remembers(node: Node, asked: Node): boolean {
  if (node.kind !== "call" || node.callee.kind !== "member" || asked.kind !== "member" || !["add", "set"].includes(node.callee.property))
    return false;
  return node.callee.object.kind === "name" && asked.object.kind === "name" && node.callee.object.name === asked.object.name;
}
