import { dirname, join, resolve, sep } from "node:path";
import { type Area, createPlaces, isWithin, type Place } from "./places.ts";
import { real } from "./real-fs.ts";
import type { Workshop } from "./gate.ts";

/**
 * The consumer's files in a play: reads fall through to the project, everything written lies in the play's own folder, what was
 * removed is marked there. The whole state is on disk, so several threads may share it.
 */
export interface Overlay {
  locate(path: unknown, follow: boolean): Place;
  /** Its state: written or seen in the play (`upper`), only in the project (`lower`), or not there. */
  stateOf(place: Place): "upper" | "lower" | "absent";
  /** Where to read; a path that does not exist when the file is absent. */
  readable(place: Place): string;
  /** Where to write. The folder is made when the consumer sees it; `keep` copies what is there already. */
  writable(place: Place, keep: "nothing" | "entry" | "content" | "tree"): string;
  isFolder(place: Place): boolean;
  /** Names in a folder, sorted. */
  list(place: Place): string[];
  /** The project's own file or folder is gone from now on. */
  remove(place: Place): void;
  /** The consumer's name of a path in the play's folder. */
  nameOf(path: string): string;
  /** Files and folders of an area that lie in the play's folder, and what was removed; relative paths. */
  upperFolder(area: Area): string;
  /** What the project has at that place, removed in the play or not. */
  original(area: Area, rel: string): string | undefined;
  removed(area: Area): string[];
  /** The consumer takes this in: a file of the project is what it depends on. */
  use(place: Place): void;
  /** Empty again, for the next play. */
  clear(): void;
}

const overlays = new WeakMap<Workshop, Overlay>();
const mark = ".\u0001removed";

/** One for all instruments of a worker. */
export function overlayOf(workshop: Workshop): Overlay {
  let overlay = overlays.get(workshop);
  if (overlay === undefined) overlays.set(workshop, (overlay = createOverlay(workshop)));
  return overlay;
}

function createOverlay(workshop: Workshop): Overlay {
  const base = () => join(workshop.scratch(), "files");
  const used = new Set<string>();
  let cleared = 0;
  const places = createPlaces(workshop.root, () => [base()]);
  const upperFolder = (area: Area) => join(base(), area);
  const goneFolder = (area: Area) => join(base(), `${area}.gone`);
  const lowerOf = (area: Area, rel: string) => (area === "project" ? join(workshop.root, rel) : undefined);

  const isGone = (area: Area, rel: string): boolean => {
    const folder = goneFolder(area);
    if (area !== "project" || !real.existsSync(folder)) return false;
    const parts = rel.split(sep);
    return parts.some((_, index) => real.existsSync(join(folder, parts.slice(0, index + 1).join(sep) + mark)));
  };
  const upperOf = (area: Area, rel: string) => join(upperFolder(area), rel);
  const stateAt = (area: Area, rel: string): "upper" | "lower" | "absent" => {
    if (rel === "") return area === "project" ? "lower" : "upper";
    if (exists(upperOf(area, rel))) return "upper";
    const lower = lowerOf(area, rel);
    return lower !== undefined && exists(lower) && !isGone(area, rel) ? "lower" : "absent";
  };
  /** The folder of an entry comes into being in the play as soon as something is written to it. */
  const makeParents = (area: Area, rel: string): void => {
    const parent = dirname(rel);
    if (parent === "." || parent === "") {
      real.mkdirSync(upperFolder(area), { recursive: true });
      return;
    }
    makeParents(area, parent);
    if (stateAt(area, parent) === "lower" && real.statSync(lowerOf(area, parent)!).isDirectory()) {
      real.mkdirSync(upperOf(area, parent), { recursive: true });
    }
  };
  const copyUp = (area: Area, rel: string, keep: "entry" | "content" | "tree"): void => {
    if (rel === "") {
      if (keep !== "tree") return;
    } else if (stateAt(area, rel) === "absent") return;
    const [upper, lower] = [upperOf(area, rel), lowerOf(area, rel)];
    if (stateAt(area, rel) === "lower" && lower !== undefined) {
      if (real.statSync(lower).isDirectory()) real.mkdirSync(upper, { recursive: true });
      else if (keep === "entry") real.writeFileSync(upper, "");
      else if ("rel" in places.locate(lower, true)) real.copyFileSync(lower, upper);
    }
    if (keep === "tree" && real.statSync(upper).isDirectory()) {
      for (const name of listAt(area, rel)) copyUp(area, join(rel, name), keep);
    }
  };
  const listAt = (area: Area, rel: string): string[] => {
    const names = new Set(namesIn(upperOf(area, rel)));
    const lower = lowerOf(area, rel);
    if (lower !== undefined && (rel === "" || !isGone(area, rel))) {
      for (const name of namesIn(lower)) if (!names.has(name) && !isGone(area, join(rel, name))) names.add(name);
    }
    return [...names].sort();
  };

  const readable = (place: Place): string => {
    if (!("rel" in place)) return place.area === "free" ? place.path : join(base(), "absent", "hidden");
    if (place.rel === "" && place.area !== "project") real.mkdirSync(upperFolder(place.area), { recursive: true });
    return stateAt(place.area, place.rel) === "lower" ? lowerOf(place.area, place.rel)! : upperOf(place.area, place.rel);
  };

  return {
    locate: (path, follow) => places.locate(path, follow),
    stateOf: (place) => ("rel" in place ? stateAt(place.area, place.rel) : place.area === "free" ? "lower" : "absent"),
    readable,
    writable(place, keep) {
      if (!("rel" in place)) return place.path;
      const { area, rel } = place;
      makeParents(area, rel);
      if (keep !== "nothing") copyUp(area, rel, keep);
      else if (stateAt(area, rel) === "lower" && real.statSync(lowerOf(area, rel)!).isDirectory()) copyUp(area, rel, "entry");
      return upperOf(area, rel);
    },
    isFolder: (place) => real.statSync(readable(place), { throwIfNoEntry: false })?.isDirectory() === true,
    list: (place) => ("rel" in place ? listAt(place.area, place.rel) : real.readdirSync(place.path).sort()),
    remove(place) {
      if (!("rel" in place) || place.area !== "project") return;
      if (!exists(lowerOf(place.area, place.rel)!)) return;
      const file = join(goneFolder(place.area), place.rel + mark);
      real.mkdirSync(dirname(file), { recursive: true });
      real.writeFileSync(file, "");
    },
    nameOf(path) {
      const area = (["project", "home", "temp"] as const).find((name) => isWithin(path, upperFolder(name)));
      return area === undefined ? path : resolve(places.nameOf(area, path.slice(upperFolder(area).length + 1)));
    },
    upperFolder,
    original: lowerOf,
    removed(area) {
      const folder = goneFolder(area);
      if (!real.existsSync(folder)) return [];
      return (real.readdirSync(folder, { recursive: true }) as string[])
        .filter((path) => path.endsWith(mark))
        .map((path) => path.slice(0, -mark.length))
        .filter((rel) => !exists(upperOf(area, rel)));
    },
    use(place) {
      if (place.area !== "project" || used.has(place.rel) || `/${place.rel}`.includes(`${sep}node_modules${sep}`)) return;
      if (stateAt(place.area, place.rel) === "lower" && real.statSync(lowerOf(place.area, place.rel)!).isFile()) {
        used.add(place.rel);
        workshop.read(join(workshop.root, place.rel));
      }
    },
    clear() {
      if (emptied(base())) return;
      // Removing folders waits for the disk: they go aside, and away behind our back.
      const aside = join(workshop.scratch(), `gone-${++cleared}`);
      real.renameSync(base(), aside);
      real.promises.rm(aside, { recursive: true, force: true }).catch(() => {});
    },
  };
}

/** Removes the files; false where the consumer made folders, too. */
function emptied(base: string): boolean {
  for (const area of namesIn(base)) {
    const entries = real.readdirSync(join(base, area), { withFileTypes: true });
    if (entries.some((entry) => entry.isDirectory())) return false;
    for (const entry of entries) real.unlinkSync(join(base, area, entry.name));
  }
  return true;
}

function exists(path: string): boolean {
  return real.lstatSync(path, { throwIfNoEntry: false }) !== undefined;
}

function namesIn(folder: string): string[] {
  try {
    return real.readdirSync(folder);
  } catch {
    return [];
  }
}
