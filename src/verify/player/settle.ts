import { setTimeout as realWait } from "node:timers/promises";

/** Work of the runtime that is on its way and that no gate counts: file reads, hashing, name lookups. */
const requests = /Req|Request|Wrap$|Process|Zlib|Timeout/;
const standing = new Set(["MessagePort", "TTYWrap", "PipeWrap", "TCPServerWrap", "Immediate", "Worker"]);

/** Is real work on its way? */
export function isBusy(): boolean {
  return process.getActiveResourcesInfo().some((kind) => !standing.has(kind) && requests.test(kind));
}

/** Lets promises and immediates run until nothing moves by itself any more. */
export async function rest(rounds: number): Promise<void> {
  for (let round = 0; round < rounds; round++) await new Promise((resolve) => setImmediate(resolve));
}

/** Waits, in real time, until `done` or nothing real is on its way; false: nothing moves and it is not done. */
export async function moved(done: () => boolean, inFlight: () => number, patienceMs: number): Promise<boolean> {
  const deadline = performance.now() + patienceMs;
  for (let quiet = 0; quiet < 25;) {
    await rest(1);
    if (done()) return true;
    if (inFlight() === 0 && !isBusy()) quiet++;
    else if (performance.now() > deadline) return false;
    else if (quiet++ % 5 === 4) {
      quiet = 0;
      await realWait(1);
    }
  }
  return false;
}
