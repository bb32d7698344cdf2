/** What the user or the consumer declared to be no effect: `table.column`, `files.path:PREFIX`. */
export interface Ignore {
  /** Any column is ignored at all. */
  readonly columns: boolean;
  column(group: { readonly sink: string; readonly what: string }, column: string): boolean;
  file(path: string): boolean;
  /** Entries that never matched so far, as sentences. */
  unused(): string[];
}

const filePrefix = "files.path:";

export function ignoring(entries: readonly string[]): Ignore {
  const prefixes = entries.filter((entry) => entry.startsWith(filePrefix)).map((entry) => entry.slice(filePrefix.length));
  const columns = new Set(entries);
  const used = new Set<string>();
  const matched = (entry: string, matches: boolean): boolean => {
    if (matches) used.add(entry);
    return matches;
  };
  return {
    columns: entries.length > prefixes.length,
    column: (group, column) =>
      [`${group.what}.${column}`, `${group.sink}.${group.what}.${column}`].some((name) => matched(name, columns.has(name))),
    file: (path) => prefixes.some((prefix) => matched(filePrefix + prefix, path.startsWith(prefix))),
    unused: () =>
      entries.filter((entry) => !used.has(entry)).map((entry) => `ignore "${entry}" matches nothing that the undisturbed runs left.`),
  };
}
