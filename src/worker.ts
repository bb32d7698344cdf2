import { syncBuiltinESMExports } from "node:module";
import threads, { parentPort, workerData } from "node:worker_threads";
import { instruments } from "./verify/effects/instruments.ts";
import { createPlayer } from "./verify/player/player.ts";
import type { Order, Reply } from "./verify/player/protocol.ts";

/** The thread that user code runs in. Orders come one at a time; each is answered under its id. */
const port = parentPort!;
const answer = (reply: Reply): void => port.postMessage(reply);
// Code under test finds no way to answer for itself.
Object.assign(threads, { parentPort: null, workerData: null });
syncBuiltinESMExports();
Object.assign(process, { _getActiveHandles: () => [] });

// What user code prints is nobody's answer; a flood must not pile up in this thread.
for (const stream of [process.stdout, process.stderr]) {
  stream.write = (_chunk: unknown, encoding?: unknown, callback?: unknown): boolean => {
    const done = typeof encoding === "function" ? encoding : callback;
    if (typeof done === "function") queueMicrotask(done as () => void);
    return true;
  };
}

const { pulse } = (workerData ?? {}) as { pulse?: SharedArrayBuffer };
const beats = pulse === undefined ? undefined : new Int32Array(pulse);
const beat = (): void => {
  if (beats !== undefined) Atomics.add(beats, 0, 1);
};

let player: ReturnType<typeof createPlayer> | undefined;
port.on("message", (order: Order) => void follow(order));

async function follow(order: Order): Promise<void> {
  beat();
  if ("open" in order) {
    player = createPlayer(order.open, instruments, beat);
    answer({ id: order.id, opening: await player.open() });
  } else if ("end" in order) {
    await player?.end();
    answer({ id: order.id, ended: true });
  } else answer({ id: order.id, outcome: await player!.play(order.play) });
}
