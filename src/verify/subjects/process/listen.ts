import { createServer, type Server, type Socket } from "node:net";

/** A server on a free port of loopback, for one instance of the consumer. */
export async function listen(onConnection: (socket: Socket) => void): Promise<{ server: Server; port: number }> {
  const server = createServer(onConnection);
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(0, "127.0.0.1", resolve);
  });
  return { server, port: (server.address() as { port: number }).port };
}
