import { setTimeout as sleep } from "node:timers/promises";

/** Asks until it is so, twice in a row. False: not within that time. */
export async function within(ms: number, isSo: () => Promise<boolean>, everyMs = 20): Promise<boolean> {
  const deadline = Date.now() + ms;
  for (let times = 0; ; await sleep(everyMs)) {
    times = (await isSo()) ? times + 1 : 0;
    if (times === 2) return true;
    if (Date.now() > deadline) return false;
  }
}
