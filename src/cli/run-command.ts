import * as z from "zod";
import { parseStrictly } from "../input.ts";
import type { ExitStatus } from "../run/verb.ts";
import { createContext } from "../workspace/context.ts";
import type { Command } from "./command.ts";
import { flagsOf } from "./flags.ts";
import { readInput } from "./input-file.ts";
import { parseWords, usage, type Words } from "./parse.ts";
import { outputOf, progressLine, readOnce, type Terminal } from "./terminal.ts";
import { valuesOf } from "./value.ts";

/** Flags that are the command line's own. */
const Common = z.object({
  input: z.string().optional().describe("JSON file with the input, - for stdin; flags go over it."),
  json: z.boolean().optional().describe("The whole answer as JSON."),
  inconclusive: z.enum(["pass", "fail"]).optional().describe("Exit with 0 or 1 instead of 4 when the answer is inconclusive."),
  help: z.boolean().optional().describe("This text."),
});

/** Parses the words of one command, runs it, writes its answer and returns the exit code. */
export async function runCommand(command: Command, argv: readonly string[], terminal: Terminal): Promise<number> {
  const progress = progressLine(terminal);
  const out = outputOf(terminal, () => progress.clear());
  const common = command.json === "none" ? Common.omit({ json: true }) : Common;
  const shape = z.object({ ...command.input.shape, ...common.shape });
  const flags = flagsOf(shape);
  const words = parseWords(argv, flags);
  if (words.given.get("help")?.at(-1) === "true") {
    const { commandHelp } = await import("./help.ts");
    out.write(commandHelp(command, flags, out.style));
    return 0;
  }
  placeBare(words, command);
  const stdin = readOnce(terminal.stdin);
  const values = await valuesOf(words, flags, shape, stdin);
  const own = Object.fromEntries(Object.entries(values).filter(([field]) => !(field in Common.shape)));
  const { input: file, json, inconclusive } = parseStrictly(command.name, Common, values) as z.infer<typeof Common>;
  if (json && command.json === "output") own["output"] ??= "json";
  const input = file === undefined ? own : { ...(await readInput(file, terminal.cwd, stdin)), ...own };

  const context = createContext({ ...terminal, progress: (...step) => progress.report(...step) });
  const result = await command.run({ input, context, cwd: terminal.cwd, out }).finally(() => progress.clear());
  if (result.kind === "written") return exitCode(result.status, inconclusive);
  const alone = command.alone === undefined ? undefined : result.answer[command.alone];
  if (json) out.write(`${JSON.stringify(result.answer, null, 2)}\n`);
  else if (typeof alone === "string") out.write(alone);
  else {
    const { answerText } = await import("./answer-text.ts");
    out.write(answerText(result.answer, out.style));
  }
  return exitCode(result.answer.status as ExitStatus, inconclusive);
}

function exitCode(status: ExitStatus, inconclusive: "pass" | "fail" | undefined): number {
  if (status === "inconclusive") return inconclusive === undefined ? 4 : inconclusive === "pass" ? 0 : 1;
  return status === "ok" ? 0 : 1;
}

/** Bare words belong to the positional field. */
function placeBare(words: Words, command: Command): void {
  if (words.bare.length === 0) return;
  if (command.positional === undefined) {
    throw usage(`${command.name} takes no bare argument: "${words.bare[0]}".`, `godmode-event ${command.name} --help`);
  }
  words.given.set(command.positional, [...(words.given.get(command.positional) ?? []), ...words.bare]);
}
