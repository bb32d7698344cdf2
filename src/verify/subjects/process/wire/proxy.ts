import { connect, createServer, type Server, type Socket } from "node:net";
import { type Conversation, type Instance, type Link, processEnded } from "./instance.ts";

export interface ProxySpec {
  readonly target: { readonly host: string; readonly port: number };
  readonly converse: (link: Link) => Conversation;
  /** The last connection of the instance ended, and the server knows. */
  readonly lost: (instance: Instance) => void | Promise<void>;
  /** It speaks something else. */
  readonly strange: (instance: Instance, why: string) => void;
}

export interface Proxy {
  readonly instance: Instance;
  readonly port: number;
  /** Ends all connections; the port is free afterwards. */
  close(): Promise<void>;
}

/** A port on loopback behind which one instance finds its broker. `of`: one more port of the same instance, to another server. */
export async function startProxy(name: string, spec: ProxySpec, of?: Instance): Promise<Proxy> {
  const sockets = new Set<Socket>();
  let links = 0;
  const server: Server = createServer({ noDelay: true }, (client) => {
    const upstream = connect({ ...spec.target, noDelay: true });
    for (const socket of [client, upstream]) {
      sockets.add(socket);
      socket.once("close", () => sockets.delete(socket));
      // A reset is an end like another one.
      socket.on("error", () => undefined);
    }
    join(of ?? instance, client, upstream, (links += 1), spec);
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(0, "127.0.0.1", resolve);
  });
  const instance: Instance = {
    name,
    port: (server.address() as { port: number }).port,
    links: new Set(),
    closing: new Set(),
    state: "open",
    ended: 0,
  };
  return {
    instance: of ?? instance,
    port: instance.port,
    async close() {
      const closed = new Promise((resolve) => server.close(resolve));
      for (const socket of sockets) socket.destroy();
      await closed;
    },
  };
}

function join(instance: Instance, client: Socket, upstream: Socket, id: number, spec: ProxySpec): void {
  let over = false;
  const link: Link = {
    instance,
    id,
    toClient: (bytes) => void (instance.state === "open" && !client.destroyed && client.write(bytes)),
    toServer: (bytes) => void (instance.state !== "stopped" && upstream.writable && upstream.write(bytes)),
    cut: () => void (client.destroy(), upstream.destroy()),
  };
  instance.links.add(link);
  const conversation = spec.converse(link);
  const failed = (error: unknown) => {
    spec.strange(instance, error instanceof Error ? error.message : String(error));
    link.cut();
  };
  inOrder(client, (chunk) => conversation.fromClient(chunk), failed);
  inOrder(upstream, (chunk) => conversation.fromServer(chunk), failed);
  const ended = () => {
    if (over) return;
    over = true;
    client.destroy();
    instance.links.delete(link);
    const last = instance.links.size === 0;
    if (last) processEnded(instance);
    const stays = conversation.clientEnded?.(upstream) === true || upstream.closed;
    const closed = stays ? Promise.resolve() : new Promise<void>((resolve) => upstream.once("close", resolve));
    const slow = setTimeout(() => stays || upstream.destroy(), 1000);
    if (!stays) upstream.end();
    // The server must know before anything comes again: else it goes to whoever is not there any more.
    const lost = closed.then(() => {
      clearTimeout(slow);
      return last ? spec.lost(instance) : undefined;
    });
    instance.closing.add(lost);
    void lost.finally(() => instance.closing.delete(lost));
  };
  client.once("close", ended);
  upstream.once("close", () => (over ? undefined : instance.state === "open" ? client.destroySoon() : client.destroy()));
}

function inOrder(socket: Socket, work: (chunk: Buffer) => void | Promise<void>, failed: (error: unknown) => void): void {
  let last: Promise<void> | undefined;
  socket.on("data", (chunk: Buffer) => {
    socket.pause();
    const next = (last ?? Promise.resolve()).then(() => work(chunk)).catch(failed);
    last = next.finally(() => socket.resume());
  });
}
