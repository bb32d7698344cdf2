import { at, entries, startOf, text } from "../../workspace/config.ts";
import type { ManifestReader } from "../manifest-reader.ts";

/** https://pipenv.pypa.io/en/latest/pipfile.html */
export const pipfile: ManifestReader = {
  ecosystem: "pypi",
  name: /(^|\/)Pipfile$/,
  read: ({ tree }) =>
    ["packages", "dev-packages"].flatMap((section) =>
      entries(at(tree, section)).map(([name, node]) => {
        const version = text(node) ?? text(at(node, "version"));
        return {
          name: name.toLowerCase(),
          line: startOf(node),
          ...(version === undefined ? {} : { version }),
          testOnly: section === "dev-packages",
        };
      }),
    ),
};
