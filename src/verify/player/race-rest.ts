import { rest } from "./settle.ts";
import type { Stage } from "./stage.ts";

/** Real milliseconds between two questions whether what is on its way waits for a lock. */
const askEveryMs = 3;

/**
 * Lets both sides of a race come to an effect, to a lock that the other one holds, or to a timer: so the same order of turns
 * gives the same race again, however long a database takes for its answers.
 */
export async function restInRace({ busy, blocked, spec }: Stage): Promise<void> {
  await rest(2);
  const deadline = performance.now() + spec.patienceMs;
  let asked = performance.now();
  while (busy() && performance.now() < deadline) {
    await rest(2);
    if (performance.now() - asked < askEveryMs) continue;
    if (await blocked()) return;
    asked = performance.now();
  }
}
