import { bytesOf, rawOf } from "../../effects/payload.ts";
import type { WireMessage } from "./wire/wire.ts";

/** The events of a play as a producer sends them. */
export function messagesOf(events: readonly unknown[], ids: readonly string[], keys: readonly string[]): WireMessage[] {
  return events.map((event, index) => {
    const raw = rawOf(event);
    const { headers = {} } = (raw === undefined ? {} : event) as { headers?: Readonly<Record<string, string>> };
    const value = raw === undefined ? event : parsed(raw);
    return {
      id: ids[index] ?? String(index),
      key: keys[index] ?? "",
      headers,
      body: bytesOf(event),
      ...(value !== undefined && { value }),
    };
  });
}

function parsed(raw: string | Buffer): unknown {
  if (typeof raw !== "string") return undefined;
  try {
    return JSON.parse(raw) as unknown;
  } catch {
    return undefined;
  }
}
