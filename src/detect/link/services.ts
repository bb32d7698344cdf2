import { dirname } from "node:path/posix";
import type { FactOf } from "../fact.ts";

export interface Service {
  path: string;
  name: string;
  manifest?: string;
}

export interface Services {
  /** Folder of the nearest manifest above a file; "." for the root. */
  of: (file: string) => string;
  /** The folders that were asked for, sorted. */
  used(): Service[];
}

/**
 * A service is the folder of the nearest manifest. The code of a function that infrastructure deploys belongs to the folder of
 * its template, though it may have a manifest of its own: the template is what is deployed.
 */
export function findServices(manifests: readonly string[], functions: readonly FactOf<"function">[], rootName: string): Services {
  const byFolder = new Map<string, string>();
  for (const manifest of manifests) if (!byFolder.has(dirname(manifest))) byFolder.set(dirname(manifest), manifest);
  const deployed = new Map<string, string>();
  for (const { file, folder } of functions) {
    const template = dirname(file);
    if (folder !== undefined && template !== "." && !file.endsWith(".tf") && isBelow(folder, template) && !deployed.has(folder))
      deployed.set(folder, template);
    if (!byFolder.has(template) && !file.endsWith(".tf")) byFolder.set(template, file);
  }
  const used = new Set<string>();
  return {
    of(file) {
      let folder = dirname(file);
      let service: string | undefined;
      for (let at = folder; ; at = dirname(at)) {
        const template = deployed.get(at);
        if (template !== undefined) service = template;
        if (at === "." || at === "/") break;
      }
      while (service === undefined) {
        if (byFolder.has(folder) || folder === ".") service = folder;
        else folder = dirname(folder);
      }
      used.add(service);
      return service;
    },
    used: () =>
      [...used].sort().map((path) => {
        const manifest = byFolder.get(path);
        return {
          path,
          name: path === "." ? rootName : path.slice(path.lastIndexOf("/") + 1),
          ...(manifest === undefined ? {} : { manifest }),
        };
      }),
  };
}

function isBelow(folder: string, ancestor: string): boolean {
  return folder === ancestor || folder.startsWith(`${ancestor}/`);
}
