/** What the user or the consumer declared to be no effect: `table.column`, `files.path:PREFIX`. */
export interface Ignore {
  column(group: { readonly sink: string; readonly what: string }, column: string): boolean;
  file(path: string): boolean;
}

const filePrefix = "files.path:";

export function ignoring(entries: readonly string[]): Ignore {
  const prefixes = entries.filter((entry) => entry.startsWith(filePrefix)).map((entry) => entry.slice(filePrefix.length));
  const columns = new Set(entries);
  return {
    column: (group, column) => columns.has(`${group.what}.${column}`) || columns.has(`${group.sink}.${group.what}.${column}`),
    file: (path) => prefixes.some((prefix) => path.startsWith(prefix)),
  };
}
