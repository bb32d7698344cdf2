/** What user code hangs on the global object: an instance's memory, and in one thread all instances would share it. */
export function watchGlobals(): { added(): string[]; clear(): void } {
  const known = new Set<PropertyKey>(Reflect.ownKeys(globalThis));
  const fresh = () => Reflect.ownKeys(globalThis).filter((key) => !known.has(key));
  return {
    added: () => fresh().map(String),
    clear() {
      for (const key of fresh()) Reflect.deleteProperty(globalThis, key);
    },
  };
}
