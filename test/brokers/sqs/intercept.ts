import { createServer, type IncomingMessage, type ServerResponse } from "node:http";

/** What a call was: `ListMessageMoveTasks` … of SQS, undefined for SNS. */
export type Answer = (action: string | undefined, body: string) => Own | undefined | Promise<Own | undefined>;

interface Own {
  readonly status: number;
  readonly body: string;
  readonly type?: string;
}

/** A server before a server: it answers what it is told to answer, and hands on the rest. Calls are counted by their names. */
export async function intercept(url: string, answer: Answer) {
  const calls: string[] = [];
  const server = createServer((request, response) => {
    void handle(request, response).catch(() => response.destroy());
  });
  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const body = Buffer.concat(chunks).toString();
    const action = String(request.headers["x-amz-target"] ?? "").split(".")[1];
    calls.push(action ?? /Action=(\w+)/.exec(body)?.[1] ?? "");
    const own = await answer(action, body);
    if (own) {
      response.writeHead(own.status, { "content-type": own.type ?? "application/x-amz-json-1.0" }).end(own.body);
      return;
    }
    const { host: _host, connection: _connection, "content-length": _length, ...headers } = request.headers;
    const answered = await fetch(url, { method: "POST", headers: headers as Record<string, string>, body });
    response.writeHead(answered.status, { "content-type": answered.headers.get("content-type") ?? "" }).end(await answered.text());
  }
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as { port: number };
  return {
    url: `http://127.0.0.1:${port}`,
    calls,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
