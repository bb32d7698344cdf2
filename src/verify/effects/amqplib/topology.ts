import type { Route } from "../outbox.ts";

/** Arguments of a queue, whichever way they were given. https://amqp-node.github.io/amqplib/channel_api.html#channel_assertQueue */
interface QueueOptions {
  readonly messageTtl?: number;
  readonly deadLetterExchange?: string;
  readonly deadLetterRoutingKey?: string;
  readonly arguments?: Readonly<Record<string, unknown>>;
}

interface Queue {
  /** Time to live of what lies in it; undefined: for ever. */
  readonly ttlMs: number | undefined;
  readonly deadLetter?: { readonly exchange: string; readonly routingKey?: string };
}

/** Queues, exchanges and bindings that the consumers declared in this play. */
export interface Topology {
  readonly assertQueue: (name: string | undefined, options?: QueueOptions) => string;
  readonly assertExchange: (name: string, type: string) => void;
  readonly bind: (destination: string, source: string, pattern: string | undefined) => void;
  readonly consumed: Set<string>;
  readonly deadLetterOf: (queue: string) => Queue["deadLetter"];
  /** Queues that a message ends in, and after which time: one that expires in a queue nobody reads goes on to its dead letter exchange. */
  readonly route: (exchange: string, routingKey: string, expiresMs?: number) => Route[];
}

/** Hops from queue to dead letter exchange that are followed. */
const mostHops = 8;

export function createTopology(): Topology {
  const queues = new Map<string, Queue>();
  const exchanges = new Map<string, string>();
  const bindings: { destination: string; source: string; pattern: string }[] = [];
  const consumed = new Set<string>();
  let generated = 0;

  const direct = (exchange: string, routingKey: string, hops = 0): string[] => {
    if (exchange === "") return [routingKey];
    const type = exchanges.get(exchange) ?? "direct";
    const matches = bindings.filter(({ source, pattern }) => source === exchange && fits(type, pattern, routingKey));
    return matches.flatMap(({ destination }) =>
      exchanges.has(destination) && hops < mostHops ? direct(destination, routingKey, hops + 1) : [destination],
    );
  };
  const route = (exchange: string, routingKey: string, expiresMs: number | undefined, hops: number): Route[] =>
    direct(exchange, routingKey).flatMap((name) => {
      const queue = queues.get(name);
      const waits = [queue?.ttlMs, expiresMs].filter((each) => each !== undefined);
      if (queue?.deadLetter === undefined || waits.length === 0 || consumed.has(name) || hops >= mostHops) return [{ channel: name }];
      const waitMs = Math.min(...waits);
      const next = route(queue.deadLetter.exchange, queue.deadLetter.routingKey ?? routingKey, undefined, hops + 1);
      return next.map((each) => ({ channel: each.channel, waitMs: waitMs + (each.waitMs ?? 0) }));
    });

  return {
    assertQueue(name, options = {}) {
      const queue = name ?? "";
      const known = queue === "" ? `amq.gen-${++generated}` : queue;
      const extra = options.arguments ?? {};
      const exchange = options.deadLetterExchange ?? (extra["x-dead-letter-exchange"] as string | undefined);
      const routingKey = options.deadLetterRoutingKey ?? (extra["x-dead-letter-routing-key"] as string | undefined);
      queues.set(known, {
        ttlMs: options.messageTtl ?? (extra["x-message-ttl"] as number | undefined),
        ...(exchange !== undefined && { deadLetter: { exchange, ...(routingKey !== undefined && { routingKey }) } }),
      });
      return known;
    },
    assertExchange: (name, type) => void exchanges.set(name, type),
    bind: (destination, source, pattern = "") => void bindings.push({ destination, source, pattern }),
    consumed,
    deadLetterOf: (queue) => queues.get(queue)?.deadLetter,
    route: (exchange, routingKey, expiresMs) => route(exchange, routingKey, expiresMs, 0),
  };
}

function fits(type: string, pattern: string, routingKey: string): boolean {
  if (type === "fanout" || type === "headers") return true;
  return type === "topic" ? topicFits(pattern.split("."), routingKey.split(".")) : pattern === routingKey;
}

/** `*` is one word, `#` any number. https://www.rabbitmq.com/tutorials/tutorial-five-javascript */
function topicFits([head, ...rest]: readonly string[], words: readonly string[]): boolean {
  if (head === undefined) return words.length === 0;
  if (head === "#") return topicFits(rest, words) || (words.length > 0 && topicFits([head, ...rest], words.slice(1)));
  return words.length > 0 && (head === "*" || head === words[0]) && topicFits(rest, words.slice(1));
}
