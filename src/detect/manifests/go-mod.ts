import type { ManifestReader } from "../manifest-reader.ts";

/** Direct requirements; those marked `// indirect` belong to others: https://go.dev/ref/mod#go-mod-file-require */
export const goMod: ManifestReader = {
  ecosystem: "go",
  name: /(^|\/)go\.mod$/,
  read({ text }) {
    let block = "";
    return text.split("\n").flatMap((entry, index) => {
      const [code = "", comment = ""] = entry.slice(0, 1000).split("//", 2);
      const opened = /^\s*(\w+)\s*\(/.exec(code);
      if (opened) block = opened[1]!;
      else if (code.trim() === ")") block = "";
      const match = /^\s*(require\s+)?(\S+\.\S+)\s+(v\S+)\s*$/.exec(code);
      if (!match || (block !== "require" && match[1] === undefined) || comment.trim() === "indirect") return [];
      return [{ name: match[2]!, version: match[3]!, line: index + 1, testOnly: false }];
    });
  },
};
