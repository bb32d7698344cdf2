import type { Place } from "../place.ts";
import type { WireMessage } from "../wire.ts";
import type { Login } from "./login.ts";
import { type Management, ManagementError } from "./management.ts";

/** A virtual host of one play: what the consumer's own has, and nothing in it. */
export interface World {
  readonly vhost: string;
  /** Who may use it. */
  readonly login: Login;
  /** Makes sure that what is sent there does not vanish. */
  findable(exchange: string, key: string): Promise<void>;
  ensureQueue(queue: string): Promise<void>;
  publish(queue: string, message: WireMessage): Promise<void>;
  queues(): Promise<readonly Queue[]>;
  /** To which queues the broker moves what this one gives up, as far as its own arguments say. */
  behind(queue: Queue): Promise<readonly string[]>;
  /** What lies in a queue, which then is empty. */
  drain(queue: string): Promise<readonly Buffer[]>;
  /** What is rejected in this queue waits somewhere for a time, and then lies in one of those that are read. */
  comesBack(queue: string, read: ReadonlySet<string>): Promise<boolean>;
  remove(): Promise<void>;
}

export interface Queue {
  readonly name: string;
  readonly arguments?: Readonly<Record<string, unknown>>;
}

interface Definitions {
  readonly exchanges?: readonly unknown[];
  readonly queues?: readonly unknown[];
  readonly bindings?: readonly unknown[];
  readonly policies?: readonly unknown[];
}

interface Binding {
  readonly source: string;
  readonly routing_key: string;
}

/** Exchanges, queues, bindings and policies of the consumer's virtual host, once more in a new one. */
export async function createWorld(
  http: Management,
  { vhost: original = "/", user = "guest", password = "guest", channel }: Place,
  vhost: string,
): Promise<World> {
  const name = encodeURIComponent(vhost);
  await http.put(`vhosts/${name}`, { description: "A consumer under test; gone with its run." });
  await http.put(`permissions/${name}/${encodeURIComponent(user)}`, { configure: ".*", write: ".*", read: ".*" });
  const {
    exchanges = [],
    queues = [],
    bindings = [],
    policies = [],
  } = await http.get<Definitions>(`definitions/${encodeURIComponent(original)}`);
  await http.post(`definitions/${name}`, { exchanges, queues, bindings, policies });
  const there = new Set<string>();

  const exists = async (path: string) => {
    try {
      await http.get(path);
      return true;
    } catch (error) {
      if (error instanceof ManagementError && error.status === 404) return false;
      throw error;
    }
  };
  const ensure = async (kind: "queues" | "exchanges", what: string, config: object) => {
    const path = `${kind}/${name}/${encodeURIComponent(what)}`;
    if (there.has(path)) return;
    if (!(await exists(path))) await http.put(path, { durable: true, auto_delete: false, arguments: {}, ...config });
    there.add(path);
  };
  const ensureQueue = (queue: string) => ensure("queues", queue, {});
  const send = async (exchange: string, key: string, { id, headers, body, value }: WireMessage) => {
    const type = (value as { event_type?: unknown } | undefined)?.event_type;
    const named = { message_id: id, content_type: "application/json", delivery_mode: 2, ...(typeof type === "string" && { type }) };
    const { routed } = await http.post<{ routed: boolean }>(`exchanges/${name}/${encodeURIComponent(exchange || "amq.default")}/publish`, {
      properties: { ...named, headers },
      routing_key: key,
      payload: Buffer.from(body).toString("base64"),
      payload_encoding: "base64",
    });
    return routed;
  };

  const world: World = {
    vhost,
    login: { user, password },
    ensureQueue,
    async findable(exchange, key) {
      if (exchange === "") return key === "" || key.startsWith("amq.") ? undefined : ensureQueue(key);
      if (!exchange.startsWith("amq.")) await ensure("exchanges", exchange, { type: "topic", internal: false });
    },
    async publish(queue, message) {
      const bound = await http.get<Binding[]>(`queues/${name}/${encodeURIComponent(queue)}/bindings`);
      const routes = bound.filter(({ source }) => source !== "");
      const chosen = routes.find(({ source }) => source === channel) ?? routes[0];
      if (chosen !== undefined && (await send(chosen.source, concrete(chosen.routing_key), message))) return;
      if (!(await send("", queue, message))) throw new Error(`RabbitMQ took no message for the queue ${queue}.`);
    },
    queues: () => http.get<Queue[]>(`queues/${name}?disable_stats=true`),
    async behind({ arguments: given = {} }) {
      const [exchange, key] = [given["x-dead-letter-exchange"], given["x-dead-letter-routing-key"]];
      if (typeof exchange !== "string") return [];
      if (exchange === "") return typeof key === "string" ? [key] : [];
      const path = `exchanges/${name}/${encodeURIComponent(exchange)}/bindings/source`;
      const bound = await http.get<{ destination: string; destination_type: string }[]>(path).catch(() => []);
      return bound.flatMap(({ destination, destination_type }) => (destination_type === "queue" ? [destination] : []));
    },
    async drain(queue) {
      const ask = { count: 1000, ackmode: "ack_requeue_false", encoding: "base64" };
      const found = await http.post<{ payload: string }[]>(`queues/${name}/${encodeURIComponent(queue)}/get`, ask);
      return found.map(({ payload }) => Buffer.from(payload, "base64"));
    },
    async comesBack(queue, read) {
      const all = new Map((await world.queues()).map((each) => [each.name, each]));
      const seen = new Set<string>();
      const next = [queue];
      for (let at = next.pop(); at !== undefined; at = next.pop()) {
        const found = all.get(at);
        if (found === undefined || seen.has(at)) continue;
        seen.add(at);
        const behind = await world.behind(found);
        if (at !== queue && behind.some((each) => read.has(each))) return true;
        next.push(...behind.filter((each) => all.has(each) && returns(all.get(each)!)));
      }
      return false;
    },
    remove: () => http.delete(`vhosts/${name}`),
  };
  return world;
}

/** What waits there goes on from there. */
export function returns({ arguments: given = {} }: Queue): boolean {
  return given["x-dead-letter-exchange"] !== undefined && given["x-message-ttl"] !== undefined;
}

/** A routing key that a binding with wildcards takes. */
function concrete(pattern: string): string {
  return pattern
    .split(".")
    .map((word) => (word === "*" || word === "#" ? "event" : word))
    .join(".");
}
