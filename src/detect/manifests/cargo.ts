import { at, type ConfigNode, entries, startOf, text } from "../../workspace/config.ts";
import type { ManifestReader } from "../manifest-reader.ts";

/** https://doc.rust-lang.org/cargo/reference/specifying-dependencies.html */
export const cargo: ManifestReader = {
  ecosystem: "cargo",
  name: /(^|\/)Cargo\.toml$/,
  read: ({ tree }) => [
    ...table(at(tree, "dependencies"), false),
    ...table(at(tree, "dev-dependencies"), true),
    ...entries(at(tree, "target")).flatMap(([, target]) => table(at(target, "dependencies"), false)),
  ],
};

function table(node: ConfigNode | undefined, testOnly: boolean) {
  return entries(node).map(([name, item]) => {
    const version = text(item) ?? text(at(item, "version"));
    return { name: text(at(item, "package")) ?? name, line: startOf(item), ...(version === undefined ? {} : { version }), testOnly };
  });
}
