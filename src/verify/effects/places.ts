import { homedir, tmpdir } from "node:os";
import { dirname, isAbsolute, join, relative, resolve, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { real } from "./real-fs.ts";

/**
 * What a path of the consumer means. `project`, `home` and `temp` are overlaid: what is written there ends up in the play's own
 * folder. `free`: packages, devices and the play's own folder; read as they are. `hidden`: there, but not for code under test
 * (`.env`). `outside`: refused.
 */
export type Place =
  | { readonly area: Area; readonly rel: string; readonly path: string }
  | { readonly area: "free" | "hidden"; readonly path: string }
  | { readonly area: "outside"; readonly path: string; readonly target: string };
export type Area = "project" | "home" | "temp";

export interface Places {
  /** `follow`: a symbolic link at the end stands for its target. */
  locate(path: unknown, follow: boolean): Place;
  /** The consumer's name of a place. */
  nameOf(area: Area, rel: string): string;
}

/** What holds secrets. Not its examples. */
export const environmentFile = /^\.env(?!\.(example|sample|template|dist|defaults?)$)(\..+)?$/i;
const devices = new Set(["/dev/null", "/dev/stdout", "/dev/stderr", "/dev/zero", "/dev/urandom", "/dev/random"]);
const remembered = 20_000;

/** `ours`: folders of our own that lie inside another area. The project does not change while it is played: links are read once. */
export function createPlaces(root: string, ours: () => readonly string[]): Places {
  const bases: readonly (readonly [Area, string])[] = [
    ["project", root],
    ["home", realOr(homedir())],
    ["temp", realOr(tmpdir())],
  ];
  const links = new Map<string, string>();

  const resolved = (path: string, follow: boolean): string => {
    const key = follow ? path : join(path, "..", " ");
    let known = links.get(key);
    if (known === undefined) {
      if (links.size > remembered) links.clear();
      known = canonical(follow ? path : dirname(path));
      links.set(key, known);
    }
    return follow ? known : join(known, path.slice(dirname(path).length));
  };

  return {
    locate(given, follow) {
      const path = textOf(given, root);
      if (devices.has(path) || ours().some((folder) => isWithin(path, folder))) return { area: "free", path };
      const [area, base] = bases.find(([, folder]) => isWithin(path, folder)) ?? [undefined, ""];
      if (area === "project") return inProject(path, follow);
      if (inPackages(path)) return { area: "free", path };
      return area === undefined ? { area: "outside", path, target: path } : { area, rel: relative(base, path), path };
    },
    nameOf: (area, rel) => join(bases.find(([name]) => name === area)![1], rel),
  };

  function inProject(path: string, follow: boolean): Place {
    const target = resolved(path, follow);
    if (!isWithin(target, root)) return inPackages(target) ? { area: "free", path } : { area: "outside", path, target };
    const name = target.slice(target.lastIndexOf(sep) + 1);
    if (environmentFile.test(name) && !inPackages(target)) return { area: "hidden", path };
    return { area: "project", rel: relative(root, target), path };
  }
}

const inPackages = (path: string): boolean => path.includes(`${sep}node_modules${sep}`) || path.endsWith(`${sep}node_modules`);

export function isWithin(path: string, folder: string): boolean {
  return path === folder || path.startsWith(folder.endsWith(sep) ? folder : folder + sep);
}

function textOf(given: unknown, root: string): string {
  const path = given instanceof URL ? fileURLToPath(given) : Buffer.isBuffer(given) ? given.toString() : String(given);
  return isAbsolute(path) ? resolve(path) : resolve(root, path);
}

/** Links resolved as far as the path exists. */
function canonical(path: string): string {
  const parent = dirname(path);
  try {
    return real.realpathSync(path);
  } catch {
    return parent === path ? path : join(canonical(parent), path.slice(parent.length));
  }
}

function realOr(path: string): string {
  try {
    return real.realpathSync(path);
  } catch {
    return path;
  }
}
