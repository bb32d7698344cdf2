import { dirname, join } from "node:path";
import type { Files } from "./fs-access.ts";
import type { Prepared } from "./fs-calls.ts";
import { real } from "./real-fs.ts";

interface Options {
  encoding?: string;
  withFileTypes?: boolean;
  recursive?: boolean;
}

/** `readdir` and `opendir` of a folder that lies partly in the project and partly in the play's folder. */
export function list({ overlay }: Files, name: string, { args, names }: Prepared): unknown {
  const given = names?.[0]?.[1];
  const place = given === undefined ? undefined : overlay.locate(given, true);
  if (place === undefined || !("rel" in place)) return Reflect.apply(real[`${name as "readdir"}Sync`], real, args) as unknown;
  // Folders of one side only, and what is no folder, answer for themselves.
  real.readdirSync(String(args[0]));
  if (name === "opendir") return real.opendirSync(overlay.writable(place, "tree"));
  const options: Options = typeof args[1] === "string" ? { encoding: args[1] } : (args[1] ?? {});
  const entries = walk(place.path, options.recursive === true);
  const encode = (text: string) => (options.encoding === "buffer" ? Buffer.from(text) : text);
  if (options.withFileTypes !== true) return entries.map(encode);
  return entries.map((entry) => {
    const path = join(place.path, entry);
    const found = overlay.readable(overlay.locate(path, false));
    const parent = dirname(found);
    const dirent = real.readdirSync(parent, { withFileTypes: true }).find((each) => join(parent, each.name) === found)!;
    (dirent as { parentPath: string }).parentPath = dirname(path);
    return dirent;
  });

  function walk(folder: string, deep: boolean): string[] {
    const names = overlay.list(overlay.locate(folder, true));
    if (!deep) return names;
    return names.flatMap((entry) => {
      const path = join(folder, entry);
      const stats = real.lstatSync(overlay.readable(overlay.locate(path, false)), { throwIfNoEntry: false });
      return stats?.isDirectory() ? [entry, ...walk(path, true).map((below) => join(entry, below))] : [entry];
    });
  }
}
