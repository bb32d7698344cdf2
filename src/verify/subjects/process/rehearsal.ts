import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import type { Problem } from "../../observation.ts";
import type { Play } from "../../play.ts";
import { whyNoStops } from "./strace.ts";
import { leftBehind } from "./lanes.ts";
import { createSightings, seenOf } from "./sightings.ts";
import { playProcess } from "./play-process.ts";
import type { Tree } from "./tree.ts";
import type { Known, Watch, World } from "./world.ts";

export interface Rehearsed {
  readonly known: Known;
  /** Files and hosts that no probe sees. */
  readonly unobserved: readonly string[];
}

const leastLateMs = 20;

/** So often may be learnt what the process expects to find on its broker, and at which ports. */
const mostLessons = 5;
/** An acknowledgement that takes longer waits for a timer. */
const timerMs = 800;

/** All events once, undisturbed, to learn what the later plays must know. */
export async function rehearse(
  world: (known: Known, watch: Watch) => World,
  play: Play,
  signal: AbortSignal,
): Promise<Rehearsed | { readonly problem: Problem }> {
  for (let lesson = 0; ; lesson++) {
    const { unready, learn, doors, ...rehearsed } = await once(world, play, signal);
    const learnt = [doors.settle(), unready && (await learn())];
    if (lesson < mostLessons && learnt.includes(true)) continue;
    return rehearsed.problem === undefined ? { known: rehearsed.known, unobserved: rehearsed.unobserved } : { problem: rehearsed.problem };
  }
}

async function once(world: (known: Known, watch: Watch) => World, play: Play, signal: AbortSignal) {
  const noStops = await whyNoStops();
  const ports = new Set<number>();
  const handedAt = new Map<number, number>();
  const took: number[] = [];
  let [settledAt, lateAt, changedAt, goes, unready, restless] = [0, 0, 0, true, false, false];
  let program: Known["program"];
  const watch: Watch = {
    ready: (tree) => (program ??= programOf(stage.spec.command, tree, noStops === undefined)),
    settled(handed) {
      settledAt = Date.now();
      for (const { tag } of handed) took.push(settledAt - (handedAt.get(tag) ?? settledAt));
    },
    handed: ({ tag }) => void handedAt.set(tag, Date.now()),
    late: () => (lateAt = Date.now()),
    restless: () => (restless = true),
    ports: (more) => more.forEach((port) => ports.add(port)),
    ending: () => (changedAt = newestChange(stage.lane.state)),
    unready: () => (unready = true),
    stopped: (went) => (goes = went),
  };
  const first: Known = { files: { databases: [], plain: [] }, lateMs: 0, goes: true, ...(noStops !== undefined && { noStops }) };
  const plain = world(first, watch);
  const stage = { ...plain, known: { ...first, lateMs: plain.patience.watchMs } };
  const { doors, fence } = stage;
  const met = (port: number): void => {
    if (fence !== undefined && !ports.has(port)) doors.meet(port);
  };
  const sightings = createSightings(stage.lane, stage.spec.root, met);
  const outcome = await playProcess(stage, play, noStops === undefined ? sightings.call : "no", signal);
  const strays = outcome.problems.flatMap(({ kind, message }) => (kind === "unobserved" ? [message] : []));
  const late = settledAt === 0 ? 0 : Math.max(lateAt, changedAt) - settledAt;
  const slowest = took.toSorted((a, b) => a - b)[took.length >> 1] ?? 0;
  const known: Known = {
    ...first,
    ...(program && { program }),
    ...(slowest > timerMs && { together: true }),
    files: sightings.files(),
    lateMs: restless ? plain.patience.watchMs : late <= 2 ? leastLateMs : 3 * late + 300,
    ...(restless && { restless }),
    goes,
  };
  return {
    known,
    unobserved: [
      ...seenOf(sightings, ports, stage).filter((what) => !strays.some((stray) => stray.startsWith(what))),
      ...strays,
      ...leftBehind(stage.lane, Math.min(...handedAt.values()), true),
      ...(noStops === undefined ? [] : [unwatched(noStops)]),
    ],
    problem: outcome.problems.find(({ kind }) => kind !== "unobserved"),
    unready,
    doors,
    learn: async () => (await stage.wire.learn?.()) === true,
  };
}

const unwatched = (why: string): string => `files and connections were not watched: ${why}`;

/** Wrappers that replace themselves (shims, `exec`) need not run each time. */
function programOf(command: readonly string[], tree: Tree, underStrace: boolean): Known["program"] {
  if (process.platform !== "linux") return undefined;
  try {
    const pid = underStrace ? childOf(tree.pid) : tree.pid;
    const [name = "", ...args] = readFileSync(`/proc/${pid}/cmdline`, "utf8").split("\0").slice(0, -1);
    const same = args.length === command.length - 1 && args.every((arg, index) => arg === command[index + 1]);
    if (!same || name === command[0] || !name.startsWith("/")) return undefined;
    const pairs = readFileSync(`/proc/${pid}/environ`, "utf8")
      .split("\0")
      .filter((pair) => pair.includes("="));
    const env = Object.fromEntries(pairs.map((pair) => [pair.slice(0, pair.indexOf("=")), pair.slice(pair.indexOf("=") + 1)]));
    // Those that a play sets come after these.
    return { command: [name, ...args], env };
  } catch {
    return undefined;
  }
}

function childOf(pid: number): number {
  return Number(readFileSync(`/proc/${pid}/task/${pid}/children`, "utf8").trim().split(" ")[0]);
}

/** Epoch milliseconds. */
function newestChange(folder: string): number {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .reduce((newest, entry) => Math.max(newest, statSync(join(entry.parentPath, entry.name), { throwIfNoEntry: false })?.mtimeMs ?? 0), 0);
}
