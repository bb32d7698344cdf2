import type { Verb } from "../run/verb.ts";
import type { Tool } from "../tool.ts";
import { styleFor, type Style, table } from "../run/output.ts";
import type { Command } from "./command.ts";
import type { Flag } from "./flags.ts";

const exitCodes = "Exit codes: 0 holds, 1 does not hold, 2 usage error, 3 environment, 4 inconclusive, 70 bug.\n";

export function overview(verbs: readonly Verb[], tools: readonly Tool[], style: Style): string {
  const lines = (entries: readonly { name: string; summary: string }[]) =>
    table(entries.map(({ name, summary }) => [`  ${style.cyan(name)}`, summary]));
  return [
    `${style.bold("godmode-event")} finds, checks and proves the event architecture of a repository.\n\n`,
    "Usage: godmode-event [command] [flags]\n",
    ...(verbs[0] ? [`Without a command: ${verbs[0].name} of the current folder.\n`] : []),
    `\n${style.bold("Commands")}\n${lines(verbs)}`,
    `\n${style.bold("Tools")}\n${lines(tools.map(({ name, title }) => ({ name, summary: title })))}`,
    "\nCOMMAND --help lists the flags of one; --version prints the version.\n",
    exitCodes,
  ].join("");
}

export function commandHelp(command: Command, flags: readonly Flag[], style: Style = styleFor(false)): string {
  const positional = flags.find((flag) => flag.field === command.positional);
  const bare =
    positional === undefined
      ? ""
      : ` ${positional.required ? "" : "["}${placeholder(positional)}${positional.many ? "…" : ""}${positional.required ? "" : "]"}`;
  const own = flags.filter((flag) => flag.field in command.input.shape);
  const rest = flags.filter((flag) => !own.includes(flag));
  return [
    `${command.summary}\n\n`,
    `Usage: godmode-event ${command.name}${bare} [flags]\n`,
    `\n${style.bold("Flags")}\n${flagTable(own, style)}`,
    `\n${style.bold("Every command")}\n${flagTable(rest, style)}`,
    ...(own.some((flag) => flag.kind === "source")
      ? ["\nSOURCE is PATH, git:REF:PATH, registry:SUBJECT[@VERSION], or - for stdin.\n"]
      : []),
    `\n${exitCodes}`,
  ].join("");
}

function flagTable(flags: readonly Flag[], style: Style): string {
  return table(
    flags.map((flag) => [`  ${style.cyan(`--${flag.name}`)}${flag.kind === "boolean" ? "" : ` ${placeholder(flag)}`}`, about(flag)]),
  );
}

/** What some flags take, where their name does not say it. */
const words: Record<string, string> = { root: "FOLDER", input: "FILE", since: "REF", write: "PATH", expires: "DATE", http: "HOST:PORT" };

function placeholder(flag: Flag): string {
  if (flag.kind === "choice") return flag.choices.join("|");
  return { boolean: "", number: "N", text: words[flag.name] ?? flag.name.toUpperCase(), source: "SOURCE", json: "JSON" }[flag.kind];
}

function about(flag: Flag): string {
  const notes = [
    ...(flag.required ? ["required"] : []),
    ...(flag.many ? ["repeatable"] : []),
    ...(flag.default === undefined ? [] : [`default ${typeof flag.default === "string" ? flag.default : JSON.stringify(flag.default)}`]),
  ];
  const meaning = flag.keys.length === 0 ? flag.description : `${flag.description.replace(/\.$/, "")}: ${shape(flag)}`;
  return `${meaning}${notes.length > 0 ? ` (${notes.join(", ")})` : ""}`.trim();
}

/** `[{name, type, doc?}, …]`, then what the required keys say of themselves. */
function shape({ keys, many }: Flag): string {
  const object = `{${keys.map(({ name, required }) => (required ? name : `${name}?`)).join(", ")}}`;
  const meant = keys.flatMap(({ name, required, description }) =>
    required && description !== undefined ? [`; ${name}: ${description}`] : [],
  );
  return `${many ? `[${object}, …]` : object}${meant.join("")}`;
}
