import http from "node:http";
import https from "node:https";
import { syncBuiltinESMExports } from "node:module";
import { type Duplex, duplexPair } from "node:stream";
import { urlToHttpOptions } from "node:url";
import { isOpened } from "./allowed-hosts.ts";
import type { Gate, Instrument } from "./gate.ts";
import { peerOf } from "./http-peer.ts";
import { networkError } from "./refused.ts";
import type { Any } from "./patching.ts";

type Options = http.RequestOptions & { protocol?: string | null };

/** node:http and node:https, on which most HTTP clients stand: requests go to a peer in this thread, byte for byte. */
export const httpInstrument: Instrument = {
  client: "http",
  docs: "https://nodejs.org/docs/latest-v24.x/api/http.html#httprequesturl-options-callback",
  packages: [],
  start(workshop) {
    const peer = peerOf(workshop);
    const callers = new WeakMap<object, { gate: Gate; client: Duplex; origin: string }>();
    const server = http.createServer({ keepAliveTimeout: 0, requestTimeout: 0, headersTimeout: 0 });

    /** Requests on their way to the gate, and answers on their way back. */
    const onTheWay = new Set<Duplex>();
    const answer = async (request: http.IncomingMessage, response: http.ServerResponse): Promise<void> => {
      const { gate, client, origin } = callers.get(request.socket)!;
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(chunk as Buffer);
      const url = new URL(request.url ?? "/", origin);
      const headers = Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, String(value)]));
      if (peer.isStore(url, headers)) return refuse(client, url.host);
      onTheWay.delete(client);
      const received = { method: request.method ?? "GET", url, headers, body: Buffer.concat(chunks) };
      try {
        const { status, body } = await gate.pass(peer.point(received, (cause) => cause));
        onTheWay.add(client);
        // Parsed by the client some rounds later.
        response.on("finish", () => setImmediate(() => setImmediate(() => setImmediate(() => onTheWay.delete(client)))));
        response.sendDate = false;
        const length = Buffer.byteLength(body);
        response.writeHead(status, { "content-type": "application/json", "content-length": length, connection: "close" });
        response.end(body);
      } catch (error) {
        client.destroy(error as Error);
      }
    };
    server.on("request", (request, response) => {
      answer(request, response).catch(() => response.destroy());
    });
    const refuse = (client: Duplex, host: string): void => {
      workshop.unobserved(`http ${host}`);
      client.destroy(networkError("ECONNREFUSED", "connect", "127.0.0.1", 443));
    };
    for (const event of ["upgrade", "connect"] as const) {
      server.on(event, (request: http.IncomingMessage) => refuse(callers.get(request.socket)!.client, request.headers.host ?? ""));
    }
    server.on("clientError", () => {});

    /** Connects a request to the peer instead of the network. */
    const agentFor = (Agent: typeof http.Agent, protocol: string): http.Agent => {
      const agent = new Agent({ keepAlive: false });
      agent.createConnection = (options) => {
        const [client, far] = duplexPair();
        const { host = "localhost", port } = options as { host?: string; port?: number | string };
        const name = host.includes(":") ? `[${host}]` : host;
        onTheWay.add(client);
        client.once("close", () => onTheWay.delete(client));
        callers.set(far, { gate: workshop.gate()!, client, origin: `${protocol}//${name}${port ? `:${port}` : ""}` });
        server.emit("connection", asSocket(far, false));
        return asSocket(client, protocol === "https:");
      };
      return agent;
    };
    const agents = { "http:": agentFor(http.Agent, "http:"), "https:": agentFor(https.Agent, "https:") };

    const patch = (library: typeof http | typeof https, ownProtocol: "http:" | "https:"): void => {
      const original = library.request as Any;
      const request = (...args: unknown[]): http.ClientRequest => {
        if (workshop.gate() === undefined) return original(...args) as http.ClientRequest;
        const { options, callback } = optionsOf(args);
        const host = options.hostname ?? options.host ?? "localhost";
        const protocol = (options.protocol ?? (options.agent as { protocol?: string } | undefined)?.protocol ?? ownProtocol) as
          | "http:"
          | "https:";
        // A socket of the system: the fence refuses it.
        if (options.socketPath || isOpened(workshop, host, options.port ?? undefined)) return original(...args) as http.ClientRequest;
        const { createConnection: _, lookup: __, ...rest } = options;
        return original({ ...rest, agent: agents[protocol] ?? agents[ownProtocol] }, callback) as http.ClientRequest;
      };
      const target = library as unknown as Record<string, Any>;
      target["request"] = request;
      target["get"] = (...args: unknown[]) => {
        const made = request(...args);
        made.end();
        return made;
      };
    };

    return {
      install() {
        patch(http, "http:");
        patch(https, "https:");
        syncBuiltinESMExports();
      },
      begin: () => onTheWay.clear(),
      busy: () => onTheWay.size > 0,
    };
  },
};

/** https://nodejs.org/docs/latest-v24.x/api/http.html#httprequesturl-options-callback: (url, options?, callback?) or (options, callback?). */
function optionsOf(args: readonly unknown[]): { options: Options; callback: unknown } {
  const [first, second, third] = args;
  const url = typeof first === "string" ? new URL(first) : first instanceof URL ? first : undefined;
  if (url === undefined) return { options: { ...(first as Options) }, callback: second };
  const base = urlToHttpOptions(url) as Options;
  return typeof second === "object" && second !== null
    ? { options: { ...base, ...(second as Options) }, callback: third }
    : { options: base, callback: second };
}

/** What clients call on a socket beside reading and writing. */
function asSocket(stream: Duplex, encrypted: boolean): Duplex {
  const itself = () => stream;
  return Object.assign(stream, {
    setNoDelay: itself,
    setKeepAlive: itself,
    setTimeout: itself,
    ref: itself,
    unref: itself,
    remoteAddress: "127.0.0.1",
    ...(encrypted && { encrypted: true, authorized: true, getPeerCertificate: () => ({}) }),
  });
}
