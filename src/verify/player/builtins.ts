import type { Problem } from "../observation.ts";

/** What the player itself stands on; code that replaces it could make any play look like any other. */
const watched: Record<string, object> = {
  Object,
  "Object.prototype": Object.prototype,
  Array,
  "Array.prototype": Array.prototype,
  "Function.prototype": Function.prototype,
  "String.prototype": String.prototype,
  "Map.prototype": Map.prototype,
  "Set.prototype": Set.prototype,
  "WeakMap.prototype": WeakMap.prototype,
  Promise,
  "Promise.prototype": Promise.prototype,
  JSON,
  Reflect,
  Atomics,
};
const { getOwnPropertyDescriptor } = Object;
const { ownKeys } = Reflect;

/**
 * Functions of the language that were replaced since; added ones (polyfills, metadata) are nobody's harm. Told without the help of
 * any of them.
 */
export function watchBuiltins(): { tell(problems: Problem[]): void } {
  const known: { name: string; holder: object; key: PropertyKey; value: unknown }[] = [];
  for (const [name, holder] of Object.entries(watched)) {
    for (const key of ownKeys(holder)) known.push({ name: `${name}.${String(key)}`, holder, key, value: valueOf(holder, key) });
  }
  return {
    tell(problems) {
      for (let index = 0; index < known.length; index++) {
        const { name, holder, key, value } = known[index]!;
        if (valueOf(holder, key) === value) continue;
        problems[problems.length] = { kind: "unobserved", message: `what ${name} does since the consumer replaced it` };
      }
    },
  };
}

function valueOf(holder: object, key: PropertyKey): unknown {
  const found = getOwnPropertyDescriptor(holder, key);
  return found === undefined ? undefined : (found.value ?? (found as { get?: unknown }).get);
}

/** The environment as it was: what code leaves there does not outlive its process. */
export function keepEnvironment(): { restore(): void } {
  const before = { ...process.env };
  return {
    restore() {
      for (const name of Object.keys(process.env)) if (!(name in before)) delete process.env[name];
      for (const [name, value] of Object.entries(before)) if (process.env[name] !== value) process.env[name] = value;
    },
  };
}
