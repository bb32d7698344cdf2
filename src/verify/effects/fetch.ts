import { AsyncLocalStorage } from "node:async_hooks";
import { isOpened } from "./allowed-hosts.ts";
import type { Instrument } from "./gate.ts";
import { peerOf } from "./http-peer.ts";
import { networkError } from "./refused.ts";

/** The global fetch: no byte leaves the machine. */
export const fetchInstrument: Instrument = {
  client: "fetch",
  docs: "https://nodejs.org/docs/latest-v24.x/api/globals.html#fetch",
  packages: [],
  start(workshop) {
    const peer = peerOf(workshop);
    const real = globalThis.fetch;
    const outside = AsyncLocalStorage.snapshot();

    const patched = async (...args: Parameters<typeof fetch>): Promise<Response> => {
      const gate = workshop.gate();
      if (gate === undefined) return real(...args);
      const request = new Request(...args);
      const url = new URL(request.url);
      if (!/^https?:$/.test(url.protocol)) return outside(() => real(request));
      request.signal.throwIfAborted();
      const headers = Object.fromEntries(request.headers);
      if (isOpened(workshop, url.hostname, url.port)) {
        const what = `${request.method} ${url.origin}${url.pathname}`;
        return gate.pass({ sink: "http", what, write: true, apply: () => outside(() => real(request)) });
      }
      if (peer.isStore(url, headers)) {
        workshop.unobserved(`http ${url.host}`);
        throw failed(networkError("ECONNREFUSED", "connect", "127.0.0.1", 443));
      }
      const body = Buffer.from(await request.arrayBuffer());
      const answered = gate.pass(peer.point({ method: request.method, url, headers, body }, failed));
      const answer = await Promise.race([answered, abortedBy(request.signal)]);
      const response = new Response(request.method === "HEAD" ? null : answer.body, {
        status: answer.status,
        headers: { "content-type": "application/json" },
      });
      return Object.defineProperty(response, "url", { value: url.href });
    };

    return {
      install() {
        globalThis.fetch = patched;
      },
      begin: () => peer.begin(),
      observe: () => peer.observe(),
    };
  },
};

const failed = (cause: Error) => Object.assign(new TypeError("fetch failed"), { cause });

function abortedBy(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => signal.addEventListener("abort", () => reject(signal.reason as Error), { once: true }));
}
