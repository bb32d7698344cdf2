/** `orders-billing-dlq` beside `orders` is `-billing-dlq` more; undefined where it is no longer form of it. FIFO endings stay last. */
export function suffixOf(name: string, of: string): string | undefined {
  const [long, short] = [withoutFifo(name), withoutFifo(of)];
  return short !== "" && long.startsWith(short) && long !== short ? long.slice(short.length) : undefined;
}

export function withoutFifo(name: string): string {
  return name.replace(/\.fifo$/, "");
}

/** The same pattern of a name with more behind it: `${Stage}-orders.fifo` becomes `${Stage}-orders-dlq.fifo`. */
export function extended(pattern: string, suffix: string): string {
  return `${withoutFifo(pattern)}${suffix}${pattern.endsWith(".fifo") ? ".fifo" : ""}`;
}

/** `orders.billing-dlq` as `OrdersBillingDlq`. */
export function pascal(name: string): string {
  const words = name.split(/[^A-Za-z0-9]+/).filter((word) => word !== "");
  const joined = words.map((word) => word[0]!.toUpperCase() + word.slice(1)).join("");
  return /^[A-Za-z]/.test(joined) ? joined : `Queue${joined}`;
}

/** `orders.billing-dlq` as `orders_billing_dlq`. */
export function snake(name: string): string {
  const joined = name
    .replaceAll(/[^A-Za-z0-9]+/g, "_")
    .replaceAll(/^_|_$/g, "")
    .toLowerCase();
  return /^[a-z]/.test(joined) ? joined : `queue_${joined}`;
}

/** The name itself, or with a number behind it where it is taken. */
export function free(name: string, taken: (name: string) => boolean): string {
  for (let count = 1; ; count++) {
    const candidate = count === 1 ? name : `${name}${count}`;
    if (!taken(candidate)) return candidate;
  }
}
