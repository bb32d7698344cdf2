import { createServer, request, type IncomingMessage, type ServerResponse } from "node:http";
import type { Instance, Link } from "../instance.ts";
import type { Place } from "../place.ts";
import type { Proxy } from "../proxy.ts";
import type { Names } from "./names.ts";

/** One request of the consumer, whole. */
export interface Exchange {
  readonly link: Link;
  readonly target: string | undefined;
  readonly body: string;
  /** The server's answer, its addresses turned into the proxy's. Rejects when the server cannot be reached. */
  readonly ask: () => Promise<Answer>;
  /** To the consumer, unless nothing goes to it any more. */
  readonly answer: (answer: Answer) => void;
}

export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string;
}

const largest = 16 * 1024 * 1024;

/** An endpoint on loopback behind which one instance finds SQS and SNS. Connections come and go: they do not tell whether it lives. */
export async function startHttpProxy(
  name: string,
  { place, names }: { readonly place: Place; readonly names: Names },
  work: (exchange: Exchange) => Promise<void>,
  strange: (instance: Instance, why: string) => void,
): Promise<Proxy> {
  let requests = 0;
  const server = createServer({ keepAliveTimeout: 0, requestTimeout: 0 }, (incoming, outgoing) => void serve(incoming, outgoing));
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(0, "127.0.0.1", resolve);
  });
  const { port } = server.address() as { port: number };
  const instance: Instance = { name, port, links: new Set(), closing: new Set(), state: "open", ended: 0 };
  const own = `127.0.0.1:${port}`;
  const theirs = `${place.host}:${place.port}`;
  const inward = (text: string) => text.replaceAll(own, theirs).replaceAll(encodeURIComponent(own), encodeURIComponent(theirs));

  async function serve(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    const link: Link = {
      instance,
      id: (requests += 1),
      toClient: () => undefined,
      toServer: () => undefined,
      cut: () => void incoming.socket.destroy(),
    };
    instance.links.add(link);
    outgoing.once("close", () => instance.links.delete(link));
    try {
      const body = inward(await textOf(incoming));
      if (instance.state === "stopped") return;
      const answer = ({ status, headers, body: text }: Answer) => {
        if (instance.state !== "open" || outgoing.destroyed) return;
        const { "content-length": _length, "transfer-encoding": _coding, connection: _connection, ...kept } = headers;
        outgoing.writeHead(status, { ...kept, "content-length": Buffer.byteLength(text) }).end(text);
      };
      await work({ link, target: targetOf(incoming), body, ask: () => ask(incoming, names.request(targetOf(incoming), body)), answer });
    } catch (error) {
      if (outgoing.destroyed) return;
      strange(instance, error instanceof Error ? error.message : String(error));
      outgoing.destroy();
    }
  }

  function ask({ method, url, headers }: IncomingMessage, body: string): Promise<Answer> {
    return new Promise((resolve, reject) => {
      const sent = { ...headers, host: theirs, "content-length": String(Buffer.byteLength(body)) };
      const asked = request(
        {
          host: place.host,
          port: place.port,
          method,
          path: names.path(inward(url ?? "/")),
          headers: { ...sent, "accept-encoding": "identity" },
        },
        (response) => {
          textOf(response).then(
            (text) =>
              resolve({ status: response.statusCode ?? 500, headers: response.headers, body: names.answer(text.replaceAll(theirs, own)) }),
            reject,
          );
        },
      );
      asked.once("error", reject);
      asked.end(body);
    });
  }

  return {
    instance,
    port,
    async close() {
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
    },
  };
}

function targetOf({ headers }: IncomingMessage): string | undefined {
  const target = headers["x-amz-target"];
  return typeof target === "string" ? target : undefined;
}

async function textOf(message: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of message as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > largest) throw new Error("A request or an answer of SQS is larger than it can be.");
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}
