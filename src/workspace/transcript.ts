import { existsSync, readFileSync, statSync } from "node:fs";

/** The user's message that a client's turn answers. */
export interface Prompt {
  at: Date;
  /** Set where the user typed a command: its name without the slash, and what stood behind it. */
  command?: { name: string; args: string };
}

/** A session that is larger is not looked into. */
const maxBytes = 256 * 1024 * 1024;

/**
 * The message of that id in a transcript of Claude Code, one JSON entry a line. Undefined where the file or the entry is missing.
 * A typed command stands there as `<command-message>…<command-name>/NAME</command-name>…<command-args>…`, put together by the client;
 * a skill that the model starts leaves no such message, nor does a text that mentions one (seen with 2.1.330; the format is not documented).
 */
export function promptOf(file: string, id: string): Prompt | undefined {
  if (!existsSync(file) || statSync(file).size > maxBytes) return undefined;
  const bytes = readFileSync(file);
  const mark = Buffer.from(`"promptId":${JSON.stringify(id)}`);
  for (let found = bytes.indexOf(mark); found !== -1; found = bytes.indexOf(mark, found)) {
    const start = bytes.lastIndexOf(0x0a, found) + 1;
    const end = bytes.indexOf(0x0a, found);
    const prompt = readEntry(bytes.toString("utf8", start, end === -1 ? bytes.length : end));
    if (prompt !== undefined) return prompt;
    if (end === -1) return undefined;
    found = end;
  }
  return undefined;
}

interface Entry {
  type?: string;
  isMeta?: boolean;
  isSidechain?: boolean;
  timestamp?: string;
  message?: { role?: string; content?: unknown };
}

function readEntry(line: string): Prompt | undefined {
  let entry: Entry;
  try {
    entry = JSON.parse(line) as Entry;
  } catch {
    return undefined;
  }
  if (entry.type !== "user" || entry.isMeta === true || entry.isSidechain === true) return undefined;
  const at = new Date(entry.timestamp ?? "");
  if (Number.isNaN(at.getTime())) return undefined;
  const content = entry.message?.content;
  const command =
    typeof content === "string"
      ? /^<command-message>[^<]{0,200}<\/command-message>\s{0,9}<command-name>\/([^<\s]{1,100})<\/command-name>/.exec(content)
      : null;
  if (command === null) return { at };
  const args = /<command-args>([\s\S]{0,2000}?)<\/command-args>/.exec(content as string)?.[1] ?? "";
  return { at, command: { name: command[1]!, args: args.trim() } };
}
