import type { Gate } from "../../effects/gate.ts";

/** What `ctx.kv` speaks to: the calls of Redis that consumers use, with time to live in virtual time. */
export function createKeyValue(now: () => number) {
  const entries = new Map<string, { value: string; untilMs: number }>();
  const live = (key: string) => {
    const entry = entries.get(key);
    if (entry !== undefined && entry.untilMs <= now()) entries.delete(key);
    return entries.get(key);
  };
  return {
    facade(gate: Gate) {
      const call = <T>(what: string, write: boolean, apply: () => T) => gate.pass({ sink: "kv", what, write, apply });
      return {
        get: (key: string) => call("GET", false, () => live(key)?.value),
        set: (key: string, value: string, { nx, pxMs }: { nx?: boolean; pxMs?: number } = {}) =>
          call(nx ? "SET NX" : "SET", true, () => {
            if (nx && live(key) !== undefined) return false;
            entries.set(key, { value, untilMs: pxMs === undefined ? Infinity : now() + pxMs });
            return true;
          }),
        incrby: (key: string, by: number) =>
          call("INCRBY", true, () => {
            const entry = live(key);
            const value = Number(entry?.value ?? 0) + by;
            entries.set(key, { value: String(value), untilMs: entry?.untilMs ?? Infinity });
            return value;
          }),
        del: (key: string) => call("DEL", true, () => void entries.delete(key)),
      };
    },
    observe: () =>
      [...entries.keys()].filter(live).map((key) => {
        const { value, untilMs } = entries.get(key)!;
        return { sink: "kv", key, value, ...(untilMs !== Infinity && { expires: true }) };
      }),
  };
}
