import { randomInt } from "node:crypto";
import { Worker } from "node:worker_threads";
import type { Problem } from "../observation.ts";
import type { Order, Reply, WorkerSpec } from "../player/protocol.ts";
import { failedPlay } from "./failed-play.ts";
import { firstLine } from "./first-line.ts";
import type { HostArguments } from "./host-arguments.ts";

export interface Supervisor {
  /** Answers every order, whatever the worker does. One at a time. */
  answer(order: Order): Promise<Reply>;
}

/** What a worker is started with beside its orders: the first integer grows while it makes progress. */
export interface WorkerData {
  readonly pulse: SharedArrayBuffer;
}

interface Living {
  readonly worker: Worker;
  readonly pulse: Int32Array;
  /** Set when it ended by itself. */
  ended?: Problem;
}

/**
 * Under the permission model fs.existsSync throws for what may not be read (Node 24.21); packages and runners that look around
 * expect false. Before anything else, so that all of them see it.
 */
const lenientExists = `data:text/javascript,${encodeURIComponent(
  `import fs from "node:fs"; import { syncBuiltinESMExports } from "node:module";
  const { existsSync } = fs;
  fs.existsSync = (path) => { try { return existsSync(path); } catch { return false; } };
  syncBuiltinESMExports();`,
)}`;
const lookEveryMs = 50;
const lastPatienceMs = 5000;

/** Owns one worker. One that is stuck or gone is replaced, and the consumer is loaded again in the new one. */
export function supervise(workerFile: string, limits: HostArguments): Supervisor {
  let living: Living | undefined;
  let spec: WorkerSpec | undefined;

  async function drop(): Promise<void> {
    const gone = living;
    living = undefined;
    // Native code that never comes back: the parent starts another host.
    const last = setTimeout(() => process.exit(1), lastPatienceMs);
    await gone?.worker.terminate();
    clearTimeout(last);
  }

  async function ask(order: Order, patienceMs: number): Promise<Reply | Problem> {
    living ??= start(workerFile, limits);
    // The thread of user code learns no number that the parent waits for.
    const answer = await replyOf(living, { ...order, id: randomInt(2 ** 47) }, patienceMs);
    if (!("kind" in answer)) return { ...answer, id: order.id };
    await drop();
    return answer;
  }

  async function open(order: { id: number; open: WorkerSpec }): Promise<Reply> {
    await drop();
    const answer = await ask(order, limits.openPatienceMs);
    return "kind" in answer ? { id: order.id, opening: { problem: answer } } : answer;
  }

  async function reopened(id: number): Promise<Problem | undefined> {
    if (living && living.ended === undefined) return undefined;
    if (!spec) return { kind: "not-covered", message: "The host has no consumer: open comes before play." };
    const reply = await open({ id, open: spec });
    return "opening" in reply && "problem" in reply.opening ? reply.opening.problem : undefined;
  }

  return {
    async answer(order) {
      if ("open" in order) {
        spec = order.open;
        return open(order);
      }
      if ("end" in order) {
        if (living !== undefined && living.ended === undefined) await ask(order, lastPatienceMs);
        return { id: order.id, ended: true };
      }
      const problem = await reopened(order.id);
      const answer = problem ?? (await ask(order, 2 * spec!.patienceMs));
      return "kind" in answer ? { id: order.id, outcome: failedPlay(answer) } : answer;
    },
  };
}

function start(file: string, { heapMb, runner }: HostArguments): Living {
  const pulse = new SharedArrayBuffer(8);
  const worker = new Worker(file, {
    workerData: { pulse } satisfies WorkerData,
    stdout: true,
    stderr: true,
    // The permission flags hold for the worker only when they are among its own arguments.
    execArgv: workerFlags(runner),
    resourceLimits: { maxOldGenerationSizeMb: heapMb },
  });
  worker.stdout.resume();
  worker.stderr.resume();
  const living: Living = { worker, pulse: new Int32Array(pulse) };
  worker.on("error", (error: NodeJS.ErrnoException) => {
    const why = error.code === "ERR_WORKER_OUT_OF_MEMORY" ? `It ran out of memory (${heapMb} MB).` : firstLine(error);
    living.ended ??= { kind: "exited", message: why };
  });
  worker.on("exit", (code) => (living.ended ??= { kind: "exited", message: `The consumer ended its process with code ${code}.` }));
  return living;
}

/** Without --allow-worker, code under test starts no thread of its own: that would have no permission flags at all. */
function workerFlags(runner: string | undefined): string[] {
  const flags = runner === undefined ? process.execArgv.filter((flag) => flag !== "--allow-worker") : process.execArgv;
  return [...flags, "--import", lenientExists, ...(runner === undefined ? [] : ["--import", runner])];
}

/** The worker's reply, or what kept it from replying. */
function replyOf(living: Living, order: Order, patienceMs: number): Promise<Reply | Problem> {
  const { worker, pulse } = living;
  return new Promise((resolve) => {
    let beat = Atomics.load(pulse, 0);
    let since = performance.now();
    const look = setInterval(() => {
      const now = Atomics.load(pulse, 0);
      if (now !== beat) [beat, since] = [now, performance.now()];
      else if (performance.now() - since > patienceMs) {
        finish({ kind: "timeout", message: `The consumer kept its thread busy, or never resolved, for ${patienceMs / 1000} s.` });
      }
    }, lookEveryMs);
    const onMessage = (reply: Reply): void => {
      if (reply?.id === order.id) finish(reply);
    };
    const onExit = (): void => finish(living.ended!);
    function finish(answer: Reply | Problem): void {
      clearInterval(look);
      worker.off("message", onMessage);
      worker.off("exit", onExit);
      resolve(answer);
    }
    worker.on("message", onMessage);
    worker.on("exit", onExit);
    worker.postMessage(order, []);
  });
}
