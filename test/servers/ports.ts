import { randomInt } from "node:crypto";
import { mkdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { running } from "./places.ts";

/** A server has taken its port by then. */
const takenMs = 60_000;

/**
 * A loopback port that nobody listens on, and that no other test gets in the next minute. Below those that the kernel gives to
 * clients: a server that is restarted finds its port free again.
 */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = randomInt(20_000, 32_000);
    if (isOurs(port) && (await isFree(port))) return port;
  }
}

/** Between the look and the server's own call somebody else may look: a file says whose it is. */
function isOurs(port: number): boolean {
  const folder = join(running(), "ports");
  const file = join(folder, String(port));
  mkdirSync(folder, { recursive: true });
  try {
    if (Date.now() - (statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? Date.now()) > takenMs) rmSync(file, { force: true });
    writeFileSync(file, "", { flag: "wx" });
    return true;
  } catch {
    return false;
  }
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once("error", () => resolve(false));
    server.listen(port, "127.0.0.1", () => server.close(() => resolve(true)));
  });
}
