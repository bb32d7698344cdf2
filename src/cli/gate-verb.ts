import { createContext } from "../workspace/context.ts";
import { readOnce, type Terminal } from "./terminal.ts";

/** The client ends a hook after its own time-out; stdin that never ends would hold the session until then. */
const patienceMs = 3000;

/**
 * `gate`: the Stop hook of the skill. Reads the hook's JSON from stdin and prints JSON alone. Not for people, so it is in no help.
 * Fails open: whatever goes wrong, the session may end.
 */
export async function gateVerb(terminal: Terminal): Promise<number> {
  let answer: unknown = {};
  try {
    const { gate } = await import("../run/gate.ts");
    const text = await withinPatience(readOnce(terminal.stdin)());
    answer = text === undefined ? {} : await gate(text, createContext(terminal));
  } catch (error) {
    terminal.stderr.write(`godmode-event gate: ${error instanceof Error ? error.message.split("\n")[0] : String(error)}\n`);
  }
  terminal.stdout.write(`${JSON.stringify(answer)}\n`);
  return 0;
}

async function withinPatience(text: Promise<string>): Promise<string | undefined> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<undefined>((resolve) => {
    timer = setTimeout(resolve, patienceMs, undefined);
  });
  return Promise.race([text, late]).finally(() => clearTimeout(timer));
}
