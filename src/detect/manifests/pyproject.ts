import { at, type ConfigNode, entries, items, startOf, text } from "../../workspace/config.ts";
import type { ManifestReader } from "../manifest-reader.ts";
import { parseRequirement } from "./requirement.ts";

/** PEP 621 (https://packaging.python.org/en/latest/specifications/pyproject-toml/), PEP 735 groups, and Poetry's own tables. */
export const pyproject: ManifestReader = {
  ecosystem: "pypi",
  name: /(^|\/)pyproject\.toml$/,
  read: ({ tree }) => [
    ...list(at(tree, "project", "dependencies"), false),
    ...entries(at(tree, "project", "optional-dependencies")).flatMap(([group, node]) => list(node, isDev(group))),
    ...entries(at(tree, "dependency-groups")).flatMap(([group, node]) => list(node, isDev(group))),
    ...table(at(tree, "tool", "poetry", "dependencies"), false),
    ...table(at(tree, "tool", "poetry", "dev-dependencies"), true),
    ...entries(at(tree, "tool", "poetry", "group")).flatMap(([group, node]) => table(at(node, "dependencies"), isDev(group))),
    ...list(at(tree, "tool", "uv", "dev-dependencies"), true),
  ],
};

function isDev(group: string): boolean {
  return /dev|test|lint|doc|ci|typing/i.test(group);
}

function list(node: ConfigNode | undefined, testOnly: boolean) {
  return items(node).flatMap((item) => {
    const found = parseRequirement(text(item) ?? "");
    return found === undefined ? [] : [{ ...found, line: item.line, testOnly }];
  });
}

/** Name to version, or to a table with `version`. */
function table(node: ConfigNode | undefined, testOnly: boolean) {
  return entries(node).flatMap(([name, item]) => {
    const version = text(item) ?? text(at(item, "version"));
    if (name === "python") return [];
    return [{ name: name.toLowerCase(), line: startOf(item), ...(version === undefined ? {} : { version }), testOnly }];
  });
}
