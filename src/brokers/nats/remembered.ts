import type { Clock } from "../clock.ts";

/** Long enough for a burst of messages, short enough for a stream that somebody makes meanwhile. */
const keptMs = 3000;

/** Asks once for what many messages in a row need. Failures are not remembered. */
export function remembered<T>(clock: Clock, ask: (key: string) => Promise<T>): (key: string) => Promise<T> {
  const known = new Map<string, { readonly untilMs: number; readonly value: Promise<T> }>();
  return (key) => {
    const found = known.get(key);
    if (found && found.untilMs > clock.now()) return found.value;
    const value = ask(key);
    known.set(key, { untilMs: clock.now() + keptMs, value });
    value.catch(() => known.delete(key));
    return value;
  };
}
