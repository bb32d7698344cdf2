import type { EventType } from "../../model/system.ts";
import type { Fact } from "../fact.ts";
import { byPlace, compare } from "./order.ts";

/** Event types by name; two that share a name or alias are one. Those that only a producer or consumer names are added. */
export function mergeEventTypes(facts: readonly Fact[], service: (file: string) => string): EventType[] {
  const merged: EventType[] = [];
  const byWord = new Map<string, EventType>();
  const add = (type: Omit<EventType, "service">) => {
    const known = [type.name, ...type.aliases].map((word) => byWord.get(word)).find((entry) => entry !== undefined);
    if (known === undefined) {
      const entry: EventType = { ...type, aliases: [...type.aliases], service: service(type.file) };
      merged.push(entry);
      for (const word of [entry.name, ...entry.aliases]) byWord.set(word, entry);
      return;
    }
    for (const word of [type.name, ...type.aliases]) {
      if (word !== known.name && !known.aliases.includes(word)) known.aliases.push(word);
      byWord.set(word, known);
    }
    known.schema ??= type.schema;
  };
  for (const fact of facts) if (fact.fact === "event-type") add(withoutFact(fact));
  for (const fact of facts) {
    if (fact.fact !== "producer" && fact.fact !== "consumer") continue;
    for (const name of fact.eventTypes ?? (fact.eventType === undefined ? [] : [fact.eventType])) {
      add({ name, aliases: [], file: fact.file, line: fact.line });
    }
  }
  return merged.sort((a, b) => byPlace(a, b) || compare(a.name, b.name));
}

function withoutFact({ fact: _fact, ...type }: Extract<Fact, { fact: "event-type" }>): Omit<EventType, "service"> {
  return type;
}
