/** Irregular participles that events are named with. */
const irregular = new Set(
  "sent paid sold bought made done taken given begun broken chosen drawn driven found forgotten held hidden kept known left lost met seen shown spent spoken stolen swept thrown told understood upset withdrawn won written built caught dealt fed frozen grown hurt laid lent bound overdue shipped sung rung drunk swum struck".split(
    " ",
  ),
);

/** Words that end like a participle and are none. */
const never = new Set(
  "feed seed need speed embed bed red shed id deed weed breed bleed exceed proceed succeed hundred sacred kindred naked wicked".split(" "),
);

/** Verbs that ask for something: first word of a command's name. */
const imperative = new Set(
  "create update delete remove add send cancel validate generate publish submit approve reject assign execute fetch register reserve notify capture calculate confirm enable disable activate deactivate initiate perform trigger place pay".split(
    " ",
  ),
);

/** Words of a name: OrderPlaced, order_placed, order.placed and order-placed are all `order placed`. */
export function wordsOf(name: string): string[] {
  return name
    .replaceAll(/([a-z\d])([A-Z])/g, "$1 $2")
    .replaceAll(/([A-Z])([A-Z][a-z])/g, "$1 $2")
    .toLowerCase()
    .split(/[^a-z\d]+/)
    .filter((word) => word !== "" && !/^v?\d+$/.test(word));
}

/** True where the last word, apart from `event`, is a participle. False says only that none was recognised. */
export function isPastTense(name: string): boolean {
  const words = wordsOf(name);
  while (words.length > 1 && /^(events?|message|msg)$/.test(words.at(-1)!)) words.pop();
  const last = words.at(-1) ?? "";
  return words.length > 1 && !never.has(last) && (irregular.has(last) || /[a-z]{2}ed$/.test(last));
}

/** True where the name is an order to someone: CreateOrder, send-email, order.create; `Command` as its last word too. */
export function isCommandShaped(name: string): boolean {
  const words = wordsOf(name);
  while (words.length > 1 && /^(events?|message|msg)$/.test(words.at(-1)!)) words.pop();
  if (words.length < 2 || isPastTense(name)) return false;
  if (words.at(-1) === "command" || words.at(-1) === "cmd" || imperative.has(words[0]!)) return true;
  return name.includes(".") && imperative.has(words.at(-1)!);
}
