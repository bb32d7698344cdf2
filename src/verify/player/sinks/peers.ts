import type { Gate } from "../../effects/gate.ts";
import type { HttpCall, Published } from "../../observation.ts";

interface Answer {
  status: number;
  body: unknown;
}

/** The HTTP peer of `ctx.http`: answers 200 with a new id; a known Idempotency-Key gets the first answer again and does nothing. */
export function createPeer(newId: () => string) {
  const calls: HttpCall[] = [];
  const byKey = new Map<string, Answer>();
  const receive = (url: string, body: unknown, headers: Record<string, string>): Answer => {
    const lower = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
    const key = lower["idempotency-key"];
    const known = key === undefined ? undefined : byKey.get(key);
    if (known !== undefined) return known;
    calls.push({ method: "POST", url, headers: lower, body: copy(body) });
    const answer = { status: 200, body: { id: newId() } };
    if (key !== undefined) byKey.set(key, answer);
    return answer;
  };
  return {
    facade: (gate: Gate) => ({
      post: (url: string, body: unknown, headers: Record<string, string> = {}) =>
        gate.pass<Answer>({
          sink: "http",
          what: `POST ${url}`,
          write: true,
          apply: () => copy(receive(url, body, headers)),
          refusal: () => ({ status: 500, body: { error: "internal" } }),
        }),
    }),
    calls,
  };
}

/** Topics that `ctx.publish` sends to. */
export function createTopics() {
  const published: Published[] = [];
  return {
    facade: (gate: Gate) => (topic: string, value: unknown) =>
      gate.pass({
        sink: "publish",
        what: `publish ${topic}`,
        write: true,
        apply: () => void published.push({ sink: "publish", topic, value: copy(value) }),
      }),
    published,
  };
}

/** Files of `ctx.fs`, in memory. */
export function createFiles() {
  const files = new Map<string, string>();
  return {
    facade(gate: Gate) {
      const call = <T>(what: string, write: boolean, apply: () => T) => gate.pass({ sink: "files", what, write, apply });
      return {
        append: (path: string, text: string) => call(`append ${path}`, true, () => void files.set(path, (files.get(path) ?? "") + text)),
        read: (path: string) => call(`read ${path}`, false, () => files.get(path) ?? ""),
        write: (path: string, text: string) => call(`write ${path}`, true, () => void files.set(path, text)),
        rename: (from: string, to: string) =>
          call(`rename ${from}`, true, () => {
            const text = files.get(from);
            if (text === undefined)
              throw Object.assign(new Error(`ENOENT: no such file or directory, rename '${from}'`), { code: "ENOENT" });
            files.delete(from);
            files.set(to, text);
          }),
      };
    },
    observe: () =>
      [...files].flatMap(([path, text]) =>
        text.split("\n").flatMap((line, index, all) => (line === "" && index === all.length - 1 ? [] : [{ path, line }])),
      ),
  };
}

/** As a network would: what is sent is what it was then. */
function copy<T>(value: T): T {
  return value === undefined ? value : (JSON.parse(JSON.stringify(value)) as T);
}
