import { EventTypeName } from "../model/event.ts";
import { isCommand, isPast, isVerb, pastOf, wordsOf } from "../model/words.ts";

/** The words that name the event: without package, version and the suffix Event or Message. */
function eventWords(name: string): string[] {
  const last = /(?:^|[./])([A-Z][A-Za-z0-9_]*)$/.exec(name)?.[1];
  const words = wordsOf(last ?? name).filter((word) => !/^v\d+$/.test(word));
  if (words.length > 1 && (words.at(-1) === "event" || words.at(-1) === "message")) words.pop();
  return words;
}

/** Two names of one event share this key: OrderPlaced, order.placed, com.acme.OrderPlacedEvent, order-placed.v2. */
export function eventKey(name: string): string {
  return eventWords(name).join("");
}

/** The first word of a name without its plural s: what a channel "orders" and an event "order.placed" have in common. */
export function stem(name: string): string {
  const first = eventWords(name)[0] ?? "";
  return first.length > 3 && first.endsWith("s") && !first.endsWith("ss") ? first.slice(0, -1) : first;
}

const carriers = new Set([
  "event",
  "events",
  "message",
  "messages",
  "pattern",
  "topic",
  "queue",
  "exchange",
  "subject",
  "stream",
  "channel",
]);

/** A dotted name in the past tense for an event that the code calls `name`: placeOrder is order.placed, orders is order.published. */
export function dottedName(name: string): string {
  if (EventTypeName.safeParse(name).success && name.split(".").at(-1)!.split("_").some(isPast)) return name;
  const words = eventWords(name).filter((word) => /^[a-z]/.test(word));
  // What the name stands for is no part of the event: users.queue, NEW_ORDER_MESSAGE_PATTERN.
  while (words.length > 1 && carriers.has(words.at(-1)!)) words.pop();
  const [first, last] = [words[0], words.at(-1)];
  if (first === undefined || last === undefined) return "event.published";
  if (words.length === 1) return `${stem(first)}.published`;
  if (isPast(last)) return words.join(".");
  // PascalCase types such as OrderResult begin with a thing; placeOrder and PlaceOrder with a command.
  if (isCommand(first) || (/^[a-z]/.test(name) && !/[._-]/.test(name) && isVerb(first)))
    return [...words.slice(1), pastOf(first)].join(".");
  return isCommand(last) || last === "request" ? [...words.slice(0, -1), pastOf(last)].join(".") : [...words, "published"].join(".");
}
