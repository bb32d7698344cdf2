import type { Verb } from "../../src/run/verb.ts";
import { styleFor } from "../../src/run/output.ts";
import { createContext } from "../../src/workspace/context.ts";

/** Runs a verb as the CLI does, without the CLI: what it wrote, and what it ended with. */
export async function runVerb(
  verb: Verb,
  root: string,
  input: Record<string, unknown> = {},
  now?: Date,
): Promise<{ text: string; status: string }> {
  const context = createContext({
    entry: new URL("../../src/bin.ts", import.meta.url).href,
    env: {},
    signal: new AbortController().signal,
  });
  let text = "";
  const out = { write: (part: string) => void (text += part), style: styleFor(false), columns: undefined };
  const status = await verb.run({ input, context: { ...context, root, ...(now && { now: () => now }) }, out });
  return { text, status };
}
