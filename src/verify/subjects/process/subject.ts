import { ToolError } from "../../../tool.ts";
import type { PlayOutcome, Problem } from "../../observation.ts";
import type { Play, Step } from "../../play.ts";
import { undisturbedSteps } from "../../stream.ts";
import type { Opening, Subject } from "../../subject.ts";
import { type Folders, makeFolders, removeFolders } from "../fork.ts";
import { requireNode } from "../node-version.ts";
import { refuseHome } from "../refuse-home.ts";
import { createDoors } from "./doors.ts";
import { environmentFiles } from "./environment-files.ts";
import { type Fencing, makeFence, portsOf, unfenced } from "./fence.ts";
import { lackingOf } from "./lacking.ts";
import { createLanes } from "./lanes.ts";
import { type Database, openDatabase } from "./postgres/database.ts";
import { messagesOf } from "./messages.ts";
import { reaper } from "./reaper.ts";
import { rehearse } from "./rehearsal.ts";
import { playWatched } from "./watched.ts";
import type { Wire } from "./wire/wire.ts";
import type { Known, Lane, Patience, ProcessSpec, World } from "./world.ts";

export interface ProcessOptions {
  readonly wire: Wire;
  readonly signal: AbortSignal;
  /** Of the tool; a few names are passed on. */
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Files that the answer depends on: those of the service. */
  readonly files: readonly string[];
  readonly patience?: Partial<Patience>;
  /** Plays at the same time. */
  readonly lanes?: number;
}

const patience: Patience = { startMs: 30_000, workMs: 10_000, stopMs: 2000, watchMs: 1500 };

/** A consumer in any language, as a process of its own on its broker. */
export function processSubject(spec: ProcessSpec, options: ProcessOptions): Subject {
  requireNode(process.version, process.execPath);
  refuseHome(spec.root);
  if (process.platform === "win32")
    throw new ToolError("UNSUPPORTED", "A consumer as a process is not run on Windows.", "Process groups and signals are needed.");
  const folders: Folders = makeFolders();
  const released = reaper.folder(folders.temp);
  const clean = (): void => {
    removeFolders(folders);
    released();
  };
  process.once("exit", clean);
  // One scratch database is one play's.
  const lanes = createLanes(folders, spec.database === undefined ? (options.lanes ?? 2) : 1);
  const doors = createDoors(options.wire.kind, spec.database !== undefined);
  let known: Known | undefined;
  let database: Database | undefined;
  let fencing: Fencing | undefined;
  let unobserved: readonly string[] = [];

  const world = (lane: Lane, now: Known): World => ({
    spec,
    wire: options.wire,
    ...(database && { database }),
    ...(fencing && "network" in fencing && { fence: fencing }),
    doors,
    lane,
    patience: { ...patience, ...options.patience },
    known: now,
    outer: options.env,
    messages: messagesOf(spec.events, spec.ids, spec.keys),
  });

  async function open(): Promise<Opening> {
    const reached = await options.wire.open();
    if (reached !== undefined) return { problem: { kind: "exited", message: reached.problem } };
    try {
      if (spec.database !== undefined) database ??= await openDatabase(spec.database, spec.setup);
    } catch (error) {
      return { problem: { kind: "exited", message: (error as Error).message } };
    }
    const { others } = portsOf(spec.allowHosts);
    fencing ??=
      others.length > 0
        ? { why: `allowHosts opens ${others.join(", ")}` }
        : await makeFence(folders.temp, options.env, environmentFiles(spec.root));
    const rehearsal = await lanes.use((lane) =>
      rehearse(
        (now, watch) => ({ ...world(lane, now), watch }),
        { steps: undisturbedSteps(spec.events.length), clock: 0, seed: 1 },
        options.signal,
      ),
    );
    if ("problem" in rehearsal) return rehearsal;
    known = rehearsal.known;
    unobserved = [...rehearsal.unobserved, ...unfenced(fencing, spec.allowHosts)];
    return {
      opened: {
        hasTick: false,
        ignore: [],
        files: options.files,
        clients: [options.wire.kind],
        ...("why" in fencing && {
          assumptions: [`The process was not kept from the network (${fencing.why}): it reached nothing that matters.`],
        }),
        slow: true,
        ...(!options.wire.features.redeliversInWork && { racesByProducer: true as const }),
        ...(options.wire.features.overlaps && { overlaps: true as const }),
        lanes: lanes.count,
        lacking: lackingOf(known, options.wire),
      },
    };
  }

  async function play(plan: Play): Promise<PlayOutcome> {
    if (known === undefined) {
      const opening = await open();
      if ("problem" in opening) return { ...nothing, problems: [opening.problem] };
    }
    const now = known!;
    const stops = now.noStops === undefined && writesFiles(now) && wantsStops(plan);
    const outcome = await lanes.use((lane) => playWatched(world(lane, now), plan, stops, options.signal));
    return { ...outcome, problems: [...outcome.problems, ...unobserved.map((message): Problem => ({ kind: "unobserved", message }))] };
  }

  return {
    open,
    play,
    async close() {
      await options.wire.close();
      await database?.release().catch(() => {});
      database = undefined;
      if (fencing && "end" in fencing) fencing.end();
      fencing = undefined;
      clean();
      process.off("exit", clean);
    },
  };
}

const nothing: PlayOutcome = {
  observation: { tables: [], kv: [], files: [], published: [], http: [], deadLetters: [] },
  trace: [],
  deliveries: [],
  faultsHit: 0,
  problems: [],
};

function writesFiles({ files }: Known): boolean {
  return files.databases.length + files.plain.length > 0;
}

/** Where effects are counted: a fault at one of them, a race, an undisturbed run. */
function wantsStops({ steps, events }: Play): boolean {
  return steps.some(countsEffects) || (events === undefined && steps.length > 0 && steps.every(isPlain));
}

const countsEffects = (step: Step): boolean =>
  step.do === "race" || (step.do === "deliver" && (step.copies.length > 1 || (step.fault !== undefined && step.fault.at !== "ack")));

const isPlain = (step: Step): boolean =>
  step.do === "deliver" && step.fault === undefined && step.to === "A" && step.copies.every(({ kind }) => kind === "first");
