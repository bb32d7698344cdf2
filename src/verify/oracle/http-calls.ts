import type { HttpCall } from "../observation.ts";
import { flatten } from "./flatten.ts";
import { empty, named, slot, type Cell, type Filling, type Group, type Row } from "./group.ts";
import { shapeOf, type Tokens } from "./tokens.ts";

// https://www.rfc-editor.org/rfc/rfc9110#section-9.2: the first read only; of the second the last one counts.
const reading = new Set(["GET", "HEAD", "OPTIONS", "TRACE"]);
const settling = new Set(["PUT", "DELETE"]);

// Other headers carry credentials, traces and formats.
const keyHeader = /^(?:x-)?idempoten(?:cy|ce)-key$|^paypal-request-id$/;

/** Calls that change something at their peer, by method and shape of the address. */
export function httpGroups(calls: readonly HttpCall[], tokens: Tokens): Group[] {
  const groups = new Map<string, Filling>();
  for (const call of calls) {
    const method = call.method.toUpperCase();
    if (reading.has(method)) continue;
    const [address, query] = parted(tokens.inText(call.url));
    const resource = settling.has(method);
    const what = `${resource ? "PUT/DELETE" : method} ${shapeOf(address)}`;
    const group = slot(groups, what, () => empty(resource ? "resource" : "http", "http", what));
    group.rows.push(
      new Map<string, Cell>([
        ...named("url", address, shapeOf(address)),
        ...(resource ? [["method", JSON.stringify(method)] as const] : []),
        ...query.flatMap(([name, value]) => flatten(`query ${name}`, value, tokens)),
        ...Object.entries(call.headers).flatMap(([name, value]) => (keyHeader.test(name) ? flatten(keyColumn, value, tokens) : [])),
        ...(call.body === undefined || call.body === null || call.body === "" ? [] : flatten("body", call.body, tokens)),
      ]),
    );
  }
  return [...groups.values()];
}

export const keyColumn = "idempotency key";

function parted(url: string): [string, [string, string][]] {
  const at = url.indexOf("?");
  return at < 0 ? [url, []] : [url.slice(0, at), [...new URLSearchParams(url.slice(at + 1))]];
}

/** What names the resource of a PUT or DELETE. */
export function resourceOf(row: Row): string {
  return JSON.stringify([...row].filter(([column]) => column === "url" || column.startsWith("query ")));
}
