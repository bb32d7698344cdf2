import { at, text as textOf } from "../../workspace/config.ts";
import type { ManifestReader } from "../manifest-reader.ts";
import { parseRequirement } from "./requirement.ts";

/** `install_requires` of setup.py, read as text: the file is never run. https://setuptools.pypa.io/en/latest/userguide/dependency_management.html */
export const setupPy: ManifestReader = {
  ecosystem: "pypi",
  name: /(^|\/)setup\.py$/,
  read({ text }) {
    const start = /\binstall_requires\s*=\s*\[/.exec(text);
    if (!start) return [];
    const from = start.index + start[0].length;
    const list = text.slice(from, text.indexOf("]", from) < 0 ? text.length : closing(text, from));
    const first = text.slice(0, from).split("\n").length;
    return list.split("\n").flatMap((entry, index) =>
      [...entry.matchAll(/#.*$|"([^"]+)"|'([^']+)'/g)].flatMap((match) => {
        const found = parseRequirement(match[1] ?? match[2] ?? "");
        return found === undefined ? [] : [{ ...found, line: first + index, testOnly: false }];
      }),
    );
  },
};

/** The bracket that ends the list; extras such as "celery[redis]" have brackets of their own. */
function closing(text: string, from: number): number {
  let depth = 1;
  for (let at = from; at < text.length; at++) {
    if (text[at] === "[") depth++;
    else if (text[at] === "]" && --depth === 0) return at;
  }
  return text.length;
}

/** `install_requires` of setup.cfg. */
export const setupCfg: ManifestReader = {
  ecosystem: "pypi",
  name: /(^|\/)setup\.cfg$/,
  read({ tree, text }) {
    const node = at(tree, "options", "install_requires");
    const lines = text.split("\n");
    return (textOf(node) ?? "").split("\n").flatMap((entry) => {
      const found = parseRequirement(entry);
      if (found === undefined) return [];
      const line = lines.findIndex((candidate, index) => index >= node!.line - 1 && candidate.includes(entry.trim())) + 1;
      return [{ ...found, line: Math.max(line, node!.line), testOnly: false }];
    });
  },
};
