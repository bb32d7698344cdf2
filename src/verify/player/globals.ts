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

/** Listeners that user code puts on the process when it is loaded: each load adds its own, and none of them is ever due. */
export function watchListeners(): { clear(): void } {
  const known = new Map(eventNames().map((name) => [name, new Set(process.rawListeners(name))]));
  return {
    clear() {
      for (const name of eventNames())
        for (const listener of process.rawListeners(name))
          if (known.get(name)?.has(listener) !== true) process.removeListener(name, listener as () => void);
    },
  };
}

const eventNames = () => process.eventNames() as NodeJS.Signals[];
