import { connect, createServer, type Socket } from "node:net";

export interface CuttingProxy {
  readonly port: number;
  /** Ends every connection that is open now, in the middle of whatever it carries. */
  readonly cut: () => number;
  readonly close: () => Promise<void>;
}

/** Stands before a server on loopback and hands on bytes until it cuts. `at`: the port where it listens; default: a free one. */
export async function cuttingProxy(target: number, at = 0): Promise<CuttingProxy> {
  const open = new Set<Socket>();
  const server = createServer((client) => {
    const upstream = connect(target, "127.0.0.1");
    for (const socket of [client, upstream]) {
      open.add(socket);
      socket.on("error", () => undefined).once("close", () => open.delete(socket));
    }
    client.pipe(upstream).pipe(client);
    client.once("close", () => upstream.destroy());
    upstream.once("close", () => client.destroy());
  });
  await new Promise<void>((resolve) => server.listen(at, "127.0.0.1", resolve));
  const { port } = server.address() as { port: number };
  const cut = () => {
    const all = [...open];
    for (const socket of all) socket.destroy();
    return all.length;
  };
  return {
    port,
    cut,
    async close() {
      cut();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
