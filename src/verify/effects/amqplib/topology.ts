/** Arguments of a queue, whichever way they were given. https://amqp-node.github.io/amqplib/channel_api.html#channel_assertQueue */
interface QueueOptions {
  readonly messageTtl?: number;
  readonly deadLetterExchange?: string;
  readonly deadLetterRoutingKey?: string;
  readonly arguments?: Readonly<Record<string, unknown>>;
}

interface Queue {
  readonly expires: boolean;
  readonly deadLetter?: { readonly exchange: string; readonly routingKey?: string };
}

/** Queues, exchanges and bindings that the consumers declared in this play. */
export interface Topology {
  readonly assertQueue: (name: string | undefined, options?: QueueOptions) => string;
  readonly assertExchange: (name: string, type: string) => void;
  readonly bind: (destination: string, source: string, pattern: string | undefined) => void;
  readonly consumed: Set<string>;
  readonly deadLetterOf: (queue: string) => Queue["deadLetter"];
  /** Queues that a message ends in. One that waits in a queue nobody reads, only to expire, counts where it goes then. */
  readonly route: (exchange: string, routingKey: string, expires?: boolean) => string[];
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
  const route = (exchange: string, routingKey: string, expires: boolean, hops: number): string[] =>
    direct(exchange, routingKey).flatMap((name) => {
      const queue = queues.get(name);
      const waits = queue?.deadLetter !== undefined && (queue.expires || expires) && !consumed.has(name);
      return waits && hops < mostHops
        ? route(queue.deadLetter.exchange, queue.deadLetter.routingKey ?? routingKey, false, hops + 1)
        : [name];
    });

  return {
    assertQueue(name, options = {}) {
      const queue = name ?? "";
      const known = queue === "" ? `amq.gen-${++generated}` : queue;
      const extra = options.arguments ?? {};
      const exchange = options.deadLetterExchange ?? (extra["x-dead-letter-exchange"] as string | undefined);
      const routingKey = options.deadLetterRoutingKey ?? (extra["x-dead-letter-routing-key"] as string | undefined);
      queues.set(known, {
        expires: (options.messageTtl ?? extra["x-message-ttl"]) !== undefined,
        ...(exchange !== undefined && { deadLetter: { exchange, ...(routingKey !== undefined && { routingKey }) } }),
      });
      return known;
    },
    assertExchange: (name, type) => void exchanges.set(name, type),
    bind: (destination, source, pattern = "") => void bindings.push({ destination, source, pattern }),
    consumed,
    deadLetterOf: (queue) => queues.get(queue)?.deadLetter,
    route: (exchange, routingKey, expires = false) => [...new Set(route(exchange, routingKey, expires, 0))],
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
