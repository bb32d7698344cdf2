import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { Socket } from "node:net";
import { readable } from "../../effects/payload.ts";
import type { HttpCall } from "../../observation.ts";
import type { Points } from "./points.ts";

/** The HTTP peer of a play: real servers, one for each instance, that record what they are asked and answer 200. */
export interface HttpStub {
  /** Port of an instance's own address; the same over restarts. */
  port(instance: string): Promise<number>;
  readonly calls: readonly HttpCall[];
  end(): void;
}

/** Set by the client library or the connection, not by the consumer. */
const ofTheClient =
  /^(host|connection|accept|accept-encoding|accept-language|user-agent|content-length|transfer-encoding|sec-fetch-mode|keep-alive|expect|te|upgrade|traceparent|tracestate|http2-settings)$/;
const keyHeader = /^(?:x-)?idempoten(?:cy|ce)-key$/;
const longestBody = 8 * 1024 * 1024;

/** `draw` gives the random part of an answer. */
export function createHttpStub(points: Points, draw: () => string): HttpStub {
  const calls: HttpCall[] = [];
  const answers = new Map<string, string>();
  const servers: { close(): void }[] = [];
  const sockets = new Set<Socket>();
  const ports = new Map<string, Promise<number>>();

  async function answer(instance: string, request: IncomingMessage, response: ServerResponse): Promise<void> {
    const call = await callOf(request);
    const path = new URL(call.url).pathname;
    const visit = await points.reach(instance, {
      sink: "http",
      what: `${call.method} ${path}`,
      write: !["GET", "HEAD", "OPTIONS"].includes(call.method),
    });
    if (visit.turn === "dead") return;
    if (visit.turn === "error") return void request.socket.destroy();
    if (visit.turn === "refuse") return respond(response, 500, '{"error":"refused"}');
    calls.push(call);
    const after = await points.applied(instance, visit);
    if (after === "dead") return;
    if (after === "error") return void request.socket.destroy();
    if (after === "refuse") return respond(response, 500, '{"error":"refused"}');
    const key = Object.entries(call.headers).find(([name]) => keyHeader.test(name))?.[1];
    const body = (key === undefined ? undefined : answers.get(key)) ?? JSON.stringify({ id: draw(), status: "ok" });
    if (key !== undefined) answers.set(key, body);
    respond(response, 200, body);
  }

  async function open(instance: string): Promise<number> {
    const server = createServer((request, response) => void answer(instance, request, response).catch(() => request.socket.destroy()));
    server.on("connection", (socket) => {
      sockets.add(socket);
      socket.on("error", () => {}).on("close", () => sockets.delete(socket));
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    servers.push(server);
    return (server.address() as { port: number }).port;
  }

  return {
    calls,
    port(instance) {
      if (!ports.has(instance)) ports.set(instance, open(instance));
      return ports.get(instance)!;
    },
    end() {
      for (const socket of sockets) socket.destroy();
      for (const server of servers) server.close();
    },
  };
}

async function callOf(request: IncomingMessage): Promise<HttpCall> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    size += (chunk as Buffer).length;
    if (size > longestBody) throw new Error("the body is too long");
    chunks.push(chunk as Buffer);
  }
  const headers = Object.entries(request.headers).flatMap(([name, value]) =>
    ofTheClient.test(name) || value === undefined ? [] : [[name, [value].flat().join(", ")] as const],
  );
  return {
    method: request.method ?? "GET",
    // A proxy's client sends the whole address.
    url: new URL(request.url ?? "/", "http://http.stub").href,
    headers: Object.fromEntries(headers),
    body: chunks.length === 0 ? null : readable(Buffer.concat(chunks)),
  };
}

function respond(response: ServerResponse, status: number, body: string): void {
  response.writeHead(status, { "content-type": "application/json", "content-length": Buffer.byteLength(body) });
  response.end(body);
}
