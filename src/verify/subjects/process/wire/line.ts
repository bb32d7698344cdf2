import type { Server, Socket } from "node:net";
import type { Copy } from "../../../play.ts";
import { lineReader } from "../../signed-lines.ts";
import { listen } from "../listen.ts";
import { createLineQueue, type Item } from "./line-queue.ts";
import type { Beginning, Handed, Kept, Passage, Wire, WirePlay } from "./wire.ts";

const longestLine = 16 * 1024 * 1024;

/**
 * One JSON object a line over TCP: `{"deliver": tag, "message": …}` there, `{"ack": tag}`, `{"nack": tag}` and `{"publish": topic,
 * "value": …}` back, which `{"confirm": 1}` answers. At most one unacknowledged delivery a connection. The broker is this file.
 */
export const lineWire: Wire = {
  kind: "line",
  features: { directs: true, redelivers: "message", redeliversInWork: true, refusesPublish: false, comesBackMs: 0, assumptions: [] },
  open: async () => undefined,
  begin: async (beginning) => begin(beginning),
  close: async () => {},
};

interface Connection {
  readonly socket: Socket;
  readonly instance: string;
  held: { readonly item: Item; readonly handed: Handed } | undefined;
  /** Nothing passes any more. */
  mute: boolean;
}

function begin({ messages, gate, heard }: Beginning): WirePlay {
  const servers = new Map<string, Promise<{ server: Server; port: number }>>();
  const connections = new Set<Connection>();
  const published: Kept[] = [];
  const queue = createLineQueue(messages.length, () => pump());
  let tag = 0;
  let over = false;

  function pump(): void {
    for (const connection of connections) {
      if (over || connection.held !== undefined || connection.mute) continue;
      const item = queue.next(connection.instance);
      if (item === undefined) continue;
      const { copy, offset, count } = item;
      const { instance } = connection;
      const handed: Handed = { tag: ++tag, instance, event: copy.event, kind: copy.kind, count, redelivered: count > 1 };
      connection.held = { item, handed };
      heard({ what: "handed", handed });
      const { value, key } = messages[copy.event]!;
      const meta = { topic: "events", partition: 0, offset, key, redelivered: handed.redelivered, deliveryCount: count };
      connection.socket.write(`${JSON.stringify({ deliver: handed.tag, message: { ...(value as object), meta } })}\n`);
    }
  }

  async function settle(connection: Connection, of: number, how: "ack" | "nack"): Promise<void> {
    const { held, instance } = connection;
    if (held?.handed.tag !== of) return heard({ what: "strange", instance, why: `it settles ${of}, which it does not hold` });
    const passage = await gate.settling([held.handed], how);
    if (passage === "stop" || passage === "refuse" || over) return mute(connection, passage);
    connection.held = undefined;
    heard({ what: "settled", handed: [held.handed], how });
    if (how === "nack" && !queue.again(held.item, true)) heard({ what: "dead", event: held.item.copy.event });
    mute(connection, passage);
    pump();
  }

  async function publish(connection: Connection, channel: string, value: unknown): Promise<void> {
    const sent = { instance: connection.instance, channel, body: Buffer.from(JSON.stringify(value) ?? "null") };
    const passage = await gate.publishing(sent);
    if (passage === "stop" || over) return mute(connection, passage);
    published.push({ channel, body: sent.body });
    heard({ what: "sent", sent });
    mute(connection, passage);
    if (!connection.mute) connection.socket.write('{"confirm":1}\n');
  }

  function mute(connection: Connection, passage: Passage): void {
    if (passage === "forward") return;
    for (const each of connections) if (each.instance === connection.instance) each.mute = true;
  }

  async function take(connection: Connection, line: string): Promise<void> {
    if (connection.mute || line.trim() === "") return;
    const said = parsed(line);
    if (typeof said?.["ack"] === "number") return settle(connection, said["ack"], "ack");
    if (typeof said?.["nack"] === "number") return settle(connection, said["nack"], "nack");
    if (typeof said?.["publish"] === "string") return publish(connection, said["publish"], said["value"]);
    heard({ what: "strange", instance: connection.instance, why: `it says ${line.slice(0, 80)}, which is no line of the line transport` });
  }

  function connected(instance: string, socket: Socket): void {
    const connection: Connection = { socket, instance, held: undefined, mute: over };
    connections.add(connection);
    let chain = Promise.resolve();
    const read = lineReader(
      longestLine,
      (line) => void (chain = chain.then(() => take(connection, line))),
      () => socket.destroy(),
    );
    socket.setEncoding("utf8").setNoDelay(true).on("data", read);
    // What breaks a connection is its end.
    socket.on("error", () => {});
    socket.on("close", () => {
      connections.delete(connection);
      const { held } = connection;
      const unsettled = held === undefined ? [] : [held.handed];
      if (held !== undefined && !queue.again(held.item, false)) heard({ what: "dead", event: held.item.copy.event });
      if (![...connections].some((other) => other.instance === instance)) heard({ what: "lost", instance, unsettled });
      pump();
    });
    heard({ what: "ready", instance });
    pump();
  }

  return {
    async address(instance) {
      if (!servers.has(instance))
        servers.set(
          instance,
          listen((socket) => connected(instance, socket)),
        );
      const { port } = await servers.get(instance)!;
      return {
        env: { BROKER_PORT: String(port) },
        words: { url: `tcp://127.0.0.1:${port}`, host: "127.0.0.1", port: String(port) },
        ports: [port],
      };
    },
    async put(copy: Copy, to: string) {
      queue.put(copy, to);
    },
    async quiet(withinMs) {
      return queue.empty() && [...connections].every(({ held }) => held === undefined) ? true : (await pause(withinMs), queue.empty());
    },
    published: async () => published,
    deadLetters: async () => queue.dead(),
    async end() {
      over = true;
      queue.end();
      for (const { socket } of connections) socket.destroy();
      for (const each of servers.values()) (await each).server.close();
    },
  };
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

function parsed(line: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}
