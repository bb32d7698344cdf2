/** As `GET /api/bindings` has it. */
export interface Binding {
  readonly source: string;
  readonly destination: string;
  readonly destination_type: string;
  readonly routing_key: string;
}

/** Does a binding take a message with this key? Undefined: the key is not known, or headers decide. */
export function takes(type: string, binding: string, key: string | undefined): boolean | undefined {
  if (type === "fanout") return true;
  if (key === undefined || (type !== "direct" && type !== "topic")) return undefined;
  return type === "direct" ? binding === key : matchesTopic(binding.split("."), key.split("."));
}

/** `*` is one word, `#` any number of them. https://www.rabbitmq.com/tutorials/tutorial-five-javascript */
function matchesTopic(pattern: readonly string[], words: readonly string[]): boolean {
  // `reached[i]`: the pattern so far may end before word i.
  let reached = new Set([0]);
  for (const part of pattern) {
    const next = new Set<number>();
    for (const at of reached) {
      if (part === "#") for (let to = at; to <= words.length; to += 1) next.add(to);
      else if (at < words.length && (part === "*" || part === words[at])) next.add(at + 1);
    }
    reached = next;
  }
  return reached.has(words.length);
}
