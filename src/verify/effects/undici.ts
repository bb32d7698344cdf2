import { isOpened } from "./allowed-hosts.ts";
import type { Gate, Instrument } from "./gate.ts";
import { type Answer, peerOf } from "./http-peer.ts";
import { networkError } from "./refused.ts";

interface DispatchOptions {
  readonly origin?: string | URL;
  readonly path: string;
  readonly method: string;
  readonly headers?: unknown;
  readonly body?: unknown;
  readonly upgrade?: unknown;
}
/** The older and the newer form of a handler. https://undici.nodejs.org/#/docs/api/Dispatcher?id=parameter-dispatchhandler */
interface Handler {
  onConnect?(abort: (reason?: Error) => void, context: null): void;
  onHeaders?(status: number, headers: Buffer[], resume: () => void, statusText: string): boolean | undefined;
  onData?(chunk: Buffer): boolean | undefined;
  onComplete?(trailers: Buffer[]): void;
  onError?(error: unknown): void;
  onRequestStart?(controller: object, context: null): void;
  onResponseStart?(controller: object, status: number, headers: Record<string, string>, statusText: string): void;
  onResponseData?(controller: object, chunk: Buffer): void;
  onResponseEnd?(controller: object, trailers: object): void;
  onResponseError?(controller: object, error: unknown): void;
}
type Dispatch = (this: object, options: DispatchOptions, handler: Handler) => boolean;

/** undici: all its forms, its own fetch included, end in `dispatch` of a dispatcher. */
export const undici: Instrument = {
  client: "undici",
  docs: "https://undici.nodejs.org/#/docs/api/Dispatcher",
  packages: ["undici"],
  start(workshop) {
    const peer = peerOf(workshop);

    const perform = async (gate: Gate, url: URL, options: DispatchOptions): Promise<Answer> => {
      const headers = headersOf(options.headers);
      if (options.upgrade || options.method === "CONNECT" || peer.isStore(url, headers)) {
        workshop.unobserved(`http ${url.host}`);
        throw networkError("ECONNREFUSED", "connect", "127.0.0.1", 443);
      }
      return gate.pass(peer.point({ method: options.method, url, headers, body: await bytesOf(options.body) }, (cause) => cause));
    };

    const patched = new WeakSet<object>();
    const patchDispatch = (dispatcher: object): void => {
      const prototype = ownerOf(dispatcher, "dispatch");
      if (patched.has(prototype)) return;
      patched.add(prototype);
      const original = prototype.dispatch;
      prototype.dispatch = function (options, handler) {
        const gate = workshop.gate();
        const origin = String(options.origin ?? originOf(this));
        const url = gate !== undefined && URL.canParse(options.path, origin) ? new URL(options.path, origin) : undefined;
        if (gate === undefined || url === undefined || isOpened(workshop, url.hostname, url.port))
          return original.call(this, options, handler);
        const answering = new AbortController();
        const controller = controllerOf(answering);
        const end = (error: unknown) => (handler.onResponseError ? handler.onResponseError(controller, error) : handler.onError?.(error));
        if (handler.onRequestStart) handler.onRequestStart(controller, null);
        else handler.onConnect?.((reason) => controller.abort(reason), null);
        answering.signal.addEventListener("abort", () => end(answering.signal.reason));
        perform(gate, url, options).then(
          (answer) => answering.signal.aborted || give(handler, controller, answer),
          (error: unknown) => answering.signal.aborted || end(error),
        );
        return true;
      };
    };

    return {
      patch(exports) {
        patchDispatch((exports["Agent"] as { prototype: object }).prototype);
        // The one that all copies share is of Node's own copy, where its fetch was there first.
        const shared = (exports["getGlobalDispatcher"] as (() => object) | undefined)?.();
        if (shared !== undefined) patchDispatch(shared);
      },
    };
  },
};

function give(handler: Handler, controller: object, { status, body }: Answer): void {
  const bytes = Buffer.from(body);
  const type = "application/json";
  if (handler.onResponseStart) {
    handler.onResponseStart(controller, status, { "content-type": type }, "");
    handler.onResponseData?.(controller, bytes);
    handler.onResponseEnd?.(controller, {});
    return;
  }
  handler.onHeaders?.(status, [Buffer.from("content-type"), Buffer.from(type)], () => {}, "");
  handler.onData?.(bytes);
  handler.onComplete?.([]);
}

function controllerOf(answering: AbortController) {
  return {
    abort: (reason?: Error) => answering.abort(reason),
    pause() {},
    resume() {},
    paused: false,
    get aborted() {
      return answering.signal.aborted;
    },
    get reason(): unknown {
      return answering.signal.aborted ? answering.signal.reason : null;
    },
  };
}

/** A client of one origin keeps it under a symbol of its own. */
function originOf(dispatcher: object): unknown {
  const key = Object.getOwnPropertySymbols(dispatcher).find(({ description }) => description === "url");
  return key === undefined ? undefined : (dispatcher as Record<symbol, unknown>)[key];
}

function ownerOf(prototype: object, name: string): { dispatch: Dispatch } {
  let owner: object = prototype;
  while (!Object.hasOwn(owner, name)) owner = Object.getPrototypeOf(owner) as object;
  return owner as { dispatch: Dispatch };
}

/** A record, a flat list of names and values, or pairs. */
function headersOf(headers: unknown): Record<string, string> {
  if (typeof headers !== "object" || headers === null) return {};
  const flat = Array.isArray(headers) && !Array.isArray(headers[0]);
  const pairs: [unknown, unknown][] = flat
    ? Array.from({ length: headers.length / 2 }, (_, index) => [headers[2 * index], headers[2 * index + 1]])
    : Symbol.iterator in headers
      ? [...(headers as Iterable<[unknown, unknown]>)]
      : Object.entries(headers).filter(([, value]) => value !== undefined && value !== null);
  return Object.fromEntries(pairs.map(([name, value]) => [String(name).toLowerCase(), String(value)]));
}

async function bytesOf(body: unknown): Promise<Buffer> {
  if (body === undefined || body === null) return Buffer.alloc(0);
  if (typeof body === "string") return Buffer.from(body);
  if (ArrayBuffer.isView(body)) return Buffer.from(body.buffer, body.byteOffset, body.byteLength);
  if (typeof body === "object" && (Symbol.asyncIterator in body || Symbol.iterator in body) && !(body instanceof FormData)) {
    const chunks: Buffer[] = [];
    for await (const chunk of body as AsyncIterable<string | Uint8Array>) chunks.push(Buffer.from(chunk as string));
    return Buffer.concat(chunks);
  }
  return Buffer.from(await new Response(body as ConstructorParameters<typeof Response>[0]).arrayBuffer());
}
