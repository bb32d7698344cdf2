import { readFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";

/** One that has ended and that its parent has not asked for yet is not. */
export function alive(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
  try {
    return !/\) Z /.test(readFileSync(`/proc/${pid}/stat`, "utf8"));
  } catch {
    return true;
  }
}

/** Asked first, made to end when its time is over; resolves when it is gone. */
export async function endProcess(pid: number, patienceMs: number, ask: NodeJS.Signals = "SIGTERM"): Promise<void> {
  for (const name of [ask, "SIGKILL"] as const) {
    if (alive(pid)) process.kill(pid, name);
    for (let waited = 0; waited < patienceMs && alive(pid); waited += 10) await sleep(10);
  }
}
