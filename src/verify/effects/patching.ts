// oxlint-disable-next-line typescript/no-explicit-any -- what is patched takes and gives whatever the module's functions do
export type Any = (...args: any[]) => any;
/** A module's or a class's functions, by name. */
export type Named = Record<string, Any>;

/** Functions of an object, as they are now. */
export function functionsOf(target: object): Named {
  const descriptors = Object.entries(Object.getOwnPropertyDescriptors(target));
  return Object.fromEntries(descriptors.flatMap(([name, { value }]) => (typeof value === "function" ? [[name, value as Any]] : [])));
}
