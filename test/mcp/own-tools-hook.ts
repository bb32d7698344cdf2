import { registerHooks } from "node:module";

/** Loaded before src/bin.ts: the product then has the tests' own tools and verbs in place of its lists. */
const replaced = [
  { list: /\/src\/tools\.ts$/, by: new URL("../own-tools.ts", import.meta.url).href },
  { list: /\/src\/run\/verbs\.ts$/, by: new URL("../cli/own-verbs.ts", import.meta.url).href },
];

registerHooks({
  resolve(specifier, context, next) {
    const resolved = next(specifier, context);
    const other = replaced.find(({ list }) => list.test(resolved.url));
    return other ? { ...resolved, url: other.by } : resolved;
  },
});
