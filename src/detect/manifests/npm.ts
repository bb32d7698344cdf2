import { at, entries, startOf, text } from "../../workspace/config.ts";
import type { ManifestReader } from "../manifest-reader.ts";

/** https://docs.npmjs.com/cli/configuring-npm/package-json */
export const npm: ManifestReader = {
  ecosystem: "npm",
  name: /(^|\/)package\.json$/,
  read: ({ tree }) =>
    ["dependencies", "optionalDependencies", "peerDependencies", "devDependencies"].flatMap((section) =>
      entries(at(tree, section)).map(([name, node]) => ({
        name,
        line: startOf(node),
        ...version(text(node)),
        testOnly: section === "devDependencies" || name.startsWith("@types/"),
      })),
    ),
};

function version(value: string | undefined) {
  return value === undefined ? {} : { version: value };
}
