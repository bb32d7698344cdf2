import { isPast, wordsOf } from "../model/words.ts";

/** Verbs that ask for something: first word of a command's name. Fewer than there are, so that a noun is never taken for one. */
const imperative = new Set(
  "create update delete remove add send cancel validate generate publish submit approve reject assign execute fetch register reserve notify capture calculate confirm enable disable activate deactivate initiate perform trigger place pay".split(
    " ",
  ),
);

/** Words of a name without its version: OrderPlaced, order_placed, order.placed and order-placed.v2 are all `order placed`. */
export function nameWords(name: string): string[] {
  return wordsOf(name).filter((word) => !/^v?\d+$/.test(word));
}

/** True where the last word, apart from `event`, is a participle. False says only that none was recognised. */
export function isPastTense(name: string): boolean {
  const words = nameWords(name);
  while (words.length > 1 && /^(events?|message|msg)$/.test(words.at(-1)!)) words.pop();
  const last = words.at(-1) ?? "";
  return words.length > 1 && isPast(last);
}

/** True where the name is an order to someone: CreateOrder, send-email, order.create; `Command` as its last word too. */
export function isCommandShaped(name: string): boolean {
  const words = nameWords(name);
  while (words.length > 1 && /^(events?|message|msg)$/.test(words.at(-1)!)) words.pop();
  if (words.length < 2 || isPastTense(name)) return false;
  if (words.at(-1) === "command" || words.at(-1) === "cmd" || imperative.has(words[0]!)) return true;
  return name.includes(".") && imperative.has(words.at(-1)!);
}
