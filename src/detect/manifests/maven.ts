import type { ManifestReader } from "../manifest-reader.ts";
import { withoutComments } from "./comments.ts";

/**
 * `<dependency>` elements of a pom, without those of dependencyManagement (versions only) and of plug-ins:
 * https://maven.apache.org/guides/introduction/introduction-to-dependency-mechanism.html
 */
export const maven: ManifestReader = {
  ecosystem: "maven",
  name: /(^|\/)pom\.xml$/,
  read({ text }) {
    const found: ReturnType<ManifestReader["read"]> = [];
    const open: string[] = [];
    let current: Record<string, string> | undefined;
    /** Open elements whose dependencies are none of the module's. */
    let foreign = 0;
    let artifactLine = 1;
    let line = 1;
    for (const [token] of withoutComments(text, "xml").matchAll(/<[^<>]*>|[^<>\n]+|\n/g)) {
      if (token === "\n") line++;
      else if (!token.startsWith("<")) {
        const name = open.at(-1);
        if (current !== undefined && open.at(-2) === "dependency" && token.trim() !== "") {
          current[name!] = token.trim();
          if (name === "artifactId") artifactLine = line;
        }
      } else if (token.startsWith("</")) {
        if (token.slice(2, -1).trim() === "dependency" && current !== undefined) {
          const { groupId, artifactId, version, scope } = current;
          if (groupId !== undefined && artifactId !== undefined) {
            found.push({
              name: `${groupId}:${artifactId}`,
              line: artifactLine,
              ...(version === undefined ? {} : { version }),
              testOnly: scope === "test",
            });
          }
          current = undefined;
        }
        if (isForeign(open.pop())) foreign--;
      } else if (!token.endsWith("/>") && !/^<[?!]/.test(token)) {
        const name = token.slice(1, -1).trim().split(/\s/)[0]!;
        if (name === "dependency" && foreign === 0) current = {};
        if (isForeign(name)) foreign++;
        open.push(name);
      }
      line += token === "\n" ? 0 : (token.match(/\n/g)?.length ?? 0);
    }
    return found;
  },
};

function isForeign(name: string | undefined): boolean {
  return name === "dependencyManagement" || name === "plugin";
}
