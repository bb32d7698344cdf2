import { join, dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { ToolError } from "../../tool.ts";
import type { PlayOutcome, Problem } from "../observation.ts";
import type { Play } from "../play.ts";
import type { Order, Reply, WorkerSpec } from "../player/protocol.ts";
import type { Opening, Subject } from "../subject.ts";
import { permissionFlags } from "./allowed.ts";
import { connectHost, type Connection } from "./connection.ts";
import { failedPlay } from "./failed-play.ts";
import { type Folders, startHost, hostEnvironment, makeFolders, removeFolders } from "./fork.ts";
import type { HostArguments } from "./host-arguments.ts";
import { requireNode } from "./node-version.ts";
import { refuseHome } from "./refuse-home.ts";
import { asOpening, asOutcome } from "./reply.ts";
import { resolveRunner } from "./runner.ts";

export interface HandlerSpec extends Omit<WorkerSpec, "scratch"> {
  /** The project's own runner; `node` or undefined: Node itself. */
  readonly run?: string;
  /** Environment of the consumer. */
  readonly env: Readonly<Record<string, string>>;
}

export interface HandlerOptions {
  readonly signal: AbortSignal;
  /** Folder of the bundle. Not used when this runs from its sources. */
  readonly distRoot: string;
  /** Of the tool; a few names are passed on. */
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Default: what suits a laptop. `worker`: another player. */
  readonly limits?: Partial<HostArguments>;
}

const defaults = { heapMb: 512, wornAboveMb: 380, openPatienceMs: 30_000 };
const nonsense: Problem = { kind: "exited", message: "The thread of the consumer answered with something that is no outcome." };
const addonRefused = /ERR_DLOPEN_DISABLED|loading addons is disabled/;

/** A handler in a forked host. Throws UNSUPPORTED or NOT_FOUND before anything is started. */
export function handlerSubject({ run, env, ...spec }: HandlerSpec, options: HandlerOptions): Subject {
  requireNode(process.version, process.execPath);
  refuseHome(spec.root);
  const runner = resolveRunner(run, spec.file, spec.root);
  const own = ownCode(options.distRoot);
  let folders: Folders | undefined;
  let connection: Connection | undefined;
  let addons = false;

  function connected(): Connection {
    if (connection && !connection.gone) return connection;
    folders ??= makeFolders();
    const { temp } = folders;
    connection = connectHost(
      startHost({
        entry: own.host,
        env: hostEnvironment(options.env, { ...runner?.env, ...env }, folders),
        flags: permissionFlags(spec.root, own.folders, temp, addons),
        folders,
        args: { ...defaults, ...options.limits, temp, ...(runner && { runner: runner.url }) },
      }),
    );
    return connection;
  }

  async function ask(order: (id: number) => Order): Promise<Reply | Problem> {
    return connected().ask(order, options.signal);
  }

  async function open(): Promise<Opening> {
    await connection?.end();
    const reply = await ask((id) => ({ id, open: { ...spec, runner: run !== undefined, scratch: (folders ??= makeFolders()).scratch } }));
    const opening = "kind" in reply ? { problem: reply } : (asOpening((reply as { opening?: unknown }).opening) ?? { problem: nonsense });
    if (!("problem" in opening)) return opening;
    if (await needsAddons([opening.problem.message])) return open();
    if (opening.problem.kind === "unsupported-syntax") throw unsupported(opening.problem.message);
    return opening;
  }

  async function play(plan: Play): Promise<PlayOutcome> {
    if (connection === undefined || connection.gone) {
      const opening = await open();
      if ("problem" in opening) return failedPlay(opening.problem);
    }
    const reply = await ask((id) => ({ id, play: plan }));
    if ("kind" in reply) return failedPlay(reply);
    const outcome = asOutcome((reply as { outcome?: unknown }).outcome) ?? failedPlay(nonsense);
    const told = [...outcome.problems.map(({ message }) => message), ...outcome.deliveries.flatMap(({ error }) => error ?? [])];
    return (await needsAddons(told)) ? play(plan) : outcome;
  }

  /** A package of the project brings native code: the host starts once more and may load it. */
  async function needsAddons(told: readonly string[]): Promise<boolean> {
    if (addons || !told.some((text) => addonRefused.test(text))) return false;
    addons = true;
    await connection?.end();
    return true;
  }

  return {
    open,
    play,
    async close() {
      const holdsDatabase = spec.database !== undefined && connection !== undefined && !connection.gone && !options.signal.aborted;
      if (holdsDatabase) await ask((id) => ({ id, end: true })).catch(() => {});
      await connection?.end();
      if (folders) removeFolders(folders);
      folders = undefined;
    },
  };
}

function unsupported(message: string): ToolError {
  const what = message.replace(/^\w*Error: /, "").replace(/[.\s]+$/, "");
  return new ToolError(
    "UNSUPPORTED",
    `Node.js alone cannot load the consumer (${what}): name the project's own compiler as "run".`,
    "Node.js strips types and runs the rest as it is; enums, parameter properties and decorators need a compiler.",
    'Add "run": "tsx" (or another runner among the project\'s packages) beside the handler, in the call or in .godmode/event.json.',
  );
}

/** The host, and the folders that it and its worker load code from: the bundle, or the sources with their packages. */
function ownCode(distRoot: string): { host: string; folders: string[] } {
  if (!import.meta.url.endsWith(".ts")) return { host: join(distRoot, "host.mjs"), folders: [dirname(join(distRoot, "host.mjs"))] };
  const host = fileURLToPath(new URL("../../host.ts", import.meta.url));
  return { host, folders: [dirname(dirname(host))] };
}
