import type { ManifestReader } from "../manifest-reader.ts";
import { parseRequirement } from "./requirement.ts";

/** https://pip.pypa.io/en/stable/reference/requirements-file-format/ */
export const requirements: ManifestReader = {
  ecosystem: "pypi",
  name: /(^|\/)([\w.-]*requirements[\w.-]*\.(txt|in)|requirements\/[\w.-]+\.(txt|in))$/,
  read: ({ path, text }) => {
    const testOnly = /(^|[/_.-])(dev|tests?|lint|docs?|ci)([/_.-]|$)/.test(
      path.slice(path.lastIndexOf("/requirements/") + 1).replace(/^.*\/(?!requirements\/)/, ""),
    );
    return text.split("\n").flatMap((entry, index) => {
      if (/^\s*(#|-|$)/.test(entry)) return [];
      const found = parseRequirement(entry);
      return found === undefined ? [] : [{ ...found, line: index + 1, testOnly }];
    });
  },
};
