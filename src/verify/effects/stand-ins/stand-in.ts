import type { Workshop } from "../gate.ts";

type Library = Record<string, unknown>;

const key = Symbol.for("godmode-event.stand-ins");
const shared = globalThis as unknown as Record<symbol, Map<string, () => Library> | undefined>;

/** A package with the same calls over our instrument, for a clone whose packages are not installed. */
export function offer(workshop: Workshop, name: string, library: Library, patch: (exports: Library) => void): void {
  patch(library);
  (shared[key] ??= new Map()).set(name, () => {
    workshop.assume(`${name} is not installed: something with the same calls stands in for it.`);
    return library;
  });
}

/** The module of such a package. Its names are known beforehand; what only types import is there too, and undefined. */
export function standInText(name: string, names: readonly string[]): string {
  return `const library=globalThis[Symbol.for("godmode-event.stand-ins")].get(${JSON.stringify(name)})();
export const {${names.join(",")}}=library;export default library;export {library as "module.exports"};`;
}

/** Constants that name themselves. */
export const enumOf = (...names: readonly string[]): Readonly<Record<string, string>> =>
  Object.fromEntries(names.map((name) => [name, name.toLowerCase()]));

/** An error class of that name. */
export function errorClass(name: string): new (message?: unknown, details?: object) => Error {
  return class extends Error {
    constructor(message?: unknown, details: object = {}) {
      super(message instanceof Error ? message.message : String(message));
      Object.assign(this, { retriable: !/NonRetriable|NumberOfRetries/.test(name) }, details);
      this.name = name;
    }
  };
}
