import { createHash } from "node:crypto";
import type { HttpCall } from "../observation.ts";
import type { Point, Workshop } from "./gate.ts";
import { networkError } from "./refused.ts";

export interface Received {
  readonly method: string;
  readonly url: URL;
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

export interface Answer {
  readonly status: number;
  readonly body: string;
}

/** The other side of every HTTP call: records what would be sent, and answers as a friendly service would. */
export interface Peer {
  /** `failed` makes the client's error of a broken connection. */
  point(received: Received, failed: (cause: Error) => unknown): Point<Answer>;
  /** A store that cannot be made up: its answers would have to depend on what was written before. */
  isStore(url: URL, headers: Readonly<Record<string, string>>): boolean;
  begin(): void;
  observe(): { http: readonly HttpCall[] };
}

const peers = new WeakMap<Workshop, Peer>();
const safe = new Set(["GET", "HEAD", "OPTIONS"]);
/** Set by clients, or different each time. */
const ofClients = new Set([
  "host",
  "connection",
  "content-length",
  "transfer-encoding",
  "keep-alive",
  "accept-encoding",
  "user-agent",
  "accept",
  "date",
  "expect",
  "accept-language",
  "sec-fetch-mode",
]);
const secret = /^(authorization|proxy-authorization|cookie|x-api-key|api-key|x-amz-security-token)$/;
const keyHeaders = ["idempotency-key", "x-idempotency-key", "paypal-request-id"];
const stores =
  /(^|\.)(dynamodb|s3|rds-data)[.-][\w.-]*amazonaws\.com$|(^|\.)(firestore|datastore|storage|bigtable)\.googleapis\.com$|\.(supabase\.co|upstash\.io|documents\.azure\.com|(table|blob)\.core\.windows\.net|es\.amazonaws\.com|cloud\.es\.io)$/;
/** Where a cloud hands out credentials and what it knows of the machine. */
const metadata = /^(169\.254\.\d+\.\d+|\[fd00:ec2::\w+\]|metadata\.google\.internal)$/;
/** Operations of AWS that change nothing, though they are sent by POST. */
const readOperation = /^(Get|List|Describe|BatchGet|Query|Scan|Lookup|Search|Decrypt|Verify|AssumeRole)/;

export function peerOf(workshop: Workshop): Peer {
  let peer = peers.get(workshop);
  if (peer === undefined) peers.set(workshop, (peer = createPeer(workshop)));
  return peer;
}

function createPeer(workshop: Workshop): Peer {
  let calls: HttpCall[] = [];
  let byKey = new Map<string, Answer>();
  /** What was put at a URL; null: deleted. */
  let resources = new Map<string, string | null>();

  const answer = (received: Received, body: unknown): Answer => {
    const address = addressOf(received.url);
    const last = decodeURIComponent(received.url.pathname.split("/").findLast((part) => part !== "") ?? "");
    if (!safe.has(received.method) && isRead(received, body)) {
      workshop.assume(`What ${received.url.origin} answers to a question is made up.`);
      return { status: 200, body: JSON.stringify({ ...asObject(body), id: last }) };
    }
    if (safe.has(received.method)) {
      const known = resources.get(address);
      if (known === undefined) workshop.assume(`What ${received.url.origin} answers to a GET is made up: {"id": …}.`);
      if (known === null) return { status: 404, body: JSON.stringify({ error: "not found" }) };
      return { status: 200, body: received.method === "HEAD" ? "" : (known ?? JSON.stringify({ id: last })) };
    }
    if (received.method === "DELETE") {
      resources.set(address, null);
      return { status: 200, body: JSON.stringify({ id: last }) };
    }
    const created = received.method === "POST";
    const answered = Array.isArray(body)
      ? body.map((item: unknown) => ({ ...asObject(item), id: workshop.uuid() }))
      : { ...asObject(body), ...(created ? { ok: true, id: workshop.uuid() } : { id: asObject(body)["id"] ?? last }) };
    const text = JSON.stringify(answered);
    if (!created) resources.set(address, text);
    else if (!Array.isArray(answered)) resources.set(`${address}/${answered.id as string}`, text);
    return { status: 200, body: text };
  };

  const receive = (received: Received): Answer => {
    const body = bodyOf(received);
    if (isRead(received, body)) return answer(received, body);
    const key = keyHeaders.map((name) => received.headers[name]).find((value) => value !== undefined) ?? keyInBody(body);
    const scope = key === undefined ? undefined : `${received.method} ${addressOf(received.url)} ${key}`;
    const known = scope === undefined ? undefined : byKey.get(scope);
    if (known !== undefined) return known;
    calls.push({ method: received.method, url: received.url.href, headers: shown(received.headers), body });
    const given = answer(received, body);
    if (scope !== undefined) byKey.set(scope, given);
    return given;
  };

  return {
    point: (received, failed) => ({
      sink: "http",
      what: `${received.method} ${addressOf(received.url)}`,
      write: !isRead(received, bodyOf(received)),
      apply: () => receive(received),
      failure: () => failed(networkError("ECONNRESET", "read")),
      refusal: () => ({ status: 500, body: JSON.stringify({ error: "internal server error" }) }),
    }),
    isStore: (url, headers) =>
      stores.test(url.hostname) || metadata.test(url.hostname) || /^(DynamoDB|DynamoDBStreams)_/.test(headers["x-amz-target"] ?? ""),
    begin() {
      calls = [];
      byKey = new Map();
      resources = new Map();
    },
    observe: () => ({ http: calls }),
  };
}

function isRead({ method, headers, url }: Received, body: unknown): boolean {
  if (safe.has(method)) return true;
  const { Action: action, query } = asObject(body);
  const operation = headers["x-amz-target"]?.split(".").at(-1) ?? (url.hostname.endsWith(".amazonaws.com") ? action : undefined);
  if (typeof operation === "string") return readOperation.test(operation);
  return url.pathname.endsWith("/graphql") && typeof query === "string" && !/(^|[}\n])\s*(mutation|subscription)\b/.test(query);
}

/** Without the query: it may hold values. */
const addressOf = (url: URL): string => `${url.origin}${url.pathname.replace(/\/$/, "")}`;

function asObject(body: unknown): Record<string, unknown> {
  return typeof body === "object" && body !== null && !Array.isArray(body) ? (body as Record<string, unknown>) : {};
}

/** Some services take the key in the body. */
function keyInBody(body: unknown): string | undefined {
  const key = asObject(body)["idempotency_key"] ?? asObject(body)["idempotencyKey"];
  return typeof key === "string" ? key : undefined;
}

function shown(headers: Readonly<Record<string, string>>): Record<string, string> {
  const kept = Object.entries(headers).filter(([name]) => !ofClients.has(name) && !/(user-agent|telemetry)$/.test(name));
  return Object.fromEntries(
    kept.map(([name, value]) => [
      name,
      secret.test(name) ? "(not shown)" : name === "content-type" ? value.replace(/boundary=[^;]+/, "boundary=") : value,
    ]),
  );
}

function bodyOf({ headers, body }: Received): unknown {
  if (body.length === 0) return "";
  if (body.includes(0)) return `sha256:${createHash("sha256").update(body).digest("hex")}`;
  const text = body.toString("utf8");
  const type = headers["content-type"] ?? "";
  const boundary = /boundary="?([^";]+)/.exec(type)?.[1];
  if (boundary !== undefined) return text.replaceAll(boundary, "");
  if (type.includes("x-www-form-urlencoded")) return Object.fromEntries(new URLSearchParams(text));
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}
