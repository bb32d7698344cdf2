import { dirname, join } from "node:path/posix";
import { at, entries, items, text as textOf } from "../../workspace/config.ts";
import { readToml } from "../../workspace/config/toml.ts";
import type { ManifestReader } from "../manifest-reader.ts";
import { withoutComments } from "./comments.ts";

const configuration =
  /\b(\w*(?:implementation|Implementation|api|Api|compileOnly|CompileOnly|runtimeOnly|RuntimeOnly|compile|developmentOnly|annotationProcessor))\b\s*\(?\s*(?:platform\s*\()?\s*(.*)$/;

/** Groovy and Kotlin build files, with version catalogs: https://docs.gradle.org/current/userguide/declaring_dependencies.html */
export const gradle: ManifestReader = {
  ecosystem: "maven",
  name: /\.gradle(\.kts)?$/,
  read({ path, text, other }) {
    let catalog: Map<string, string[]> | undefined;
    return withoutComments(text, "slashes")
      .split("\n")
      .flatMap((entry, index) => {
        const match = configuration.exec(entry);
        if (!match) return [];
        const testOnly = /^(test|androidTest|integrationTest|testFixtures)/.test(match[1]!);
        const line = index + 1;
        const notation = /^["']([\w.-]+):([\w.-]+)(?::([^"'@]+))?/.exec(match[2]!);
        if (notation)
          return [
            { name: `${notation[1]}:${notation[2]}`, line, ...(notation[3] === undefined ? {} : { version: notation[3] }), testOnly },
          ];
        const named = /group\s*[:=]\s*["']([\w.-]+)["']\s*,\s*name\s*[:=]\s*["']([\w.-]+)["']/.exec(match[2]!);
        if (named) return [{ name: `${named[1]}:${named[2]}`, line, testOnly }];
        const accessor = /^libs\.([\w.]+)/.exec(match[2]!)?.[1]?.replace(/\.get$/, "");
        if (accessor === undefined) return [];
        catalog ??= readCatalog(path, other);
        return (catalog.get(accessor) ?? []).map((name) => ({ name, line, testOnly }));
      });
  },
};

/** Accessor (`kafka.clients`, `bundles.messaging`) to modules, from the nearest gradle/libs.versions.toml above. */
function readCatalog(path: string, other: (path: string) => string | undefined): Map<string, string[]> {
  const catalog = new Map<string, string[]>();
  for (let folder = dirname(path); ; folder = dirname(folder)) {
    const source = other(join(folder, "gradle/libs.versions.toml"));
    if (source !== undefined) {
      const tree = readToml(source).documents[0];
      for (const [alias, node] of entries(at(tree, "libraries"))) {
        const module =
          textOf(node)?.split(":").slice(0, 2).join(":") ??
          textOf(at(node, "module")) ??
          `${textOf(at(node, "group"))}:${textOf(at(node, "name"))}`;
        catalog.set(accessorOf(alias), [module]);
      }
      for (const [alias, node] of entries(at(tree, "bundles"))) {
        catalog.set(
          `bundles.${accessorOf(alias)}`,
          items(node).flatMap((item) => catalog.get(accessorOf(textOf(item) ?? "")) ?? []),
        );
      }
      return catalog;
    }
    if (folder === ".") return catalog;
  }
}

function accessorOf(alias: string): string {
  return alias.replaceAll(/[-_]/g, ".");
}
