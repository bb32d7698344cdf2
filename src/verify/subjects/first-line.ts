/** What was thrown, in one line of at most 300 characters. */
export function firstLine(thrown: unknown): string {
  const text = thrown instanceof Error ? `${thrown.name}: ${thrown.message}` : String(thrown);
  return (text.split("\n", 1)[0] ?? "").slice(0, 300);
}
