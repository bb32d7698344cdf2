import { createServer as createHttpServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { StreamableHTTPServerTransport } from "@modelcontextprotocol/sdk/server/streamableHttp.js";
import { ToolError } from "../tool.ts";
import { createServer, type ServerOptions } from "./server.ts";

export interface HttpOptions extends ServerOptions {
  /** HOST:PORT; the host must be a loopback one, port 0 means any free port. */
  address: string;
  /** Aborted by SIGINT or SIGTERM: the server then ends. */
  signal: AbortSignal;
}

const loopback = new Set(["127.0.0.1", "localhost", "[::1]"]);

/** More sessions than this end the oldest one: a client that forgets to say goodbye costs no memory for ever. */
const maxSessions = 100;

/** Serves MCP over streamable HTTP on a loopback address until the signal comes; one server per session. */
export async function serveHttp(options: HttpOptions): Promise<void> {
  const { host, port } = parseAddress(options.address);
  const sessions = new Map<string, StreamableHTTPServerTransport>();
  const http = createHttpServer((request, response) => {
    answer(request, response, sessions, options).catch((error: unknown) => {
      options.log(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
      if (!response.headersSent) refuse(response, 500, "Internal error.");
    });
  });
  await new Promise<void>((resolve, reject) => {
    http.once("error", (error) =>
      reject(new ToolError("INVALID_INPUT", `Cannot listen on ${options.address}: ${error.message}.`, "The port is taken or not allowed.")),
    );
    http.listen(port, host, resolve);
  });
  options.log(`godmode-event: MCP on http://${host.includes(":") ? `[${host}]` : host}:${(http.address() as AddressInfo).port}/mcp\n`);
  if (!options.signal.aborted)
    await new Promise<void>((resolve) => options.signal.addEventListener("abort", () => resolve(), { once: true }));
  for (const session of sessions.values()) await session.close();
  http.closeAllConnections();
  await new Promise((resolve) => http.close(resolve));
}

function parseAddress(address: string): { host: string; port: number } {
  const [, host = "", port = ""] = /^(.*):(\d{1,5})$/.exec(address) ?? [];
  if (loopback.has(host.toLowerCase()) && Number(port) < 65_536) return { host: host.replace(/^\[|\]$/g, ""), port: Number(port) };
  throw new ToolError(
    "INVALID_INPUT",
    `--http takes a loopback address such as 127.0.0.1:3000, not "${address}".`,
    "The server has no login: it listens on this machine only.",
    "Use 127.0.0.1, localhost or [::1] and a port.",
  );
}

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  sessions: Map<string, StreamableHTTPServerTransport>,
  options: HttpOptions,
): Promise<void> {
  const { host, origin, "mcp-session-id": id } = request.headers;
  // A page of another site may reach this port by a name that resolves to it: https://en.wikipedia.org/wiki/DNS_rebinding
  if (!isLoopback(`http://${host}`) || (origin !== undefined && !isLoopback(origin)))
    return refuse(response, 403, "Host and Origin must be this machine.");
  if (new URL(request.url ?? "/", "http://localhost").pathname !== "/mcp") return refuse(response, 404, "The endpoint is /mcp.");
  if (id === undefined) return (await openSession(sessions, options)).handleRequest(request, response);
  const session = sessions.get(String(id));
  if (session === undefined) return refuse(response, 404, "Session not found.");
  return session.handleRequest(request, response);
}

/** The transport itself refuses anything but an initialize request while it has no session; then nothing is kept of it. */
async function openSession(
  sessions: Map<string, StreamableHTTPServerTransport>,
  options: HttpOptions,
): Promise<StreamableHTTPServerTransport> {
  const transport = new StreamableHTTPServerTransport({
    sessionIdGenerator: () => options.context(options.signal, () => undefined).newId(),
    onsessioninitialized: (id) => {
      sessions.set(id, transport);
      const [oldest] = sessions;
      if (oldest && sessions.size > maxSessions) void oldest[1].close();
    },
  });
  const server = createServer(options);
  Object.assign(server, { onclose: () => void (transport.sessionId !== undefined && sessions.delete(transport.sessionId)) });
  await server.connect(transport);
  return transport;
}

function isLoopback(url: string): boolean {
  return URL.canParse(url) && loopback.has(new URL(url).hostname);
}

function refuse(response: ServerResponse, status: number, message: string): void {
  response.writeHead(status, { "content-type": "application/json" });
  response.end(JSON.stringify({ jsonrpc: "2.0", error: { code: status === 404 ? -32001 : -32000, message }, id: null }));
}
