import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { join } from "node:path";
import { temporaryPlace } from "../fork.ts";
import { listening } from "./own-ports.ts";
import { signalGroup } from "./tree.ts";

/** Calls that change a file, and those that read one. `?`: not on every processor. */
const writing = [
  "write",
  "writev",
  "pwrite64",
  "?pwritev",
  "?pwritev2",
  "ftruncate",
  "?unlink",
  "unlinkat",
  "?rename",
  "?renameat",
  "?renameat2",
  "fsync",
  "fdatasync",
  "?sendfile",
  "?copy_file_range",
  "?truncate",
];
/** Calls that make an entry of a folder. */
const making = ["?open", "openat", "?creat", "?mkdir", "mkdirat", "?link", "linkat", "?symlink", "symlinkat"];
const reading = ["read", "pread64", "?readv", "?preadv"];
const opening = [...making, "?truncate", "?rename", "?renameat", "?renameat2", "connect", "sendto", "sendmsg", "?sendmmsg", ...listening];

/** One line about a call that has returned. */
export interface SystemCall {
  readonly name: string;
  /** Files that it names, or whose descriptor it uses. */
  readonly paths: readonly string[];
  /** The whole line, for what else is in it. */
  readonly text: string;
  readonly failed: boolean;
}

/**
 * The command under `strace`. stop: the process stands still (SIGSTOP) after each such call on one of the files, until it is
 * continued (`plain`: after reads, and where an entry is made, too); log: it goes on. The consumer's error output moves to
 * descriptor 3. https://man7.org/linux/man-pages/man1/strace.1.html
 */
export function straced(
  command: readonly string[],
  how: { readonly stopAt: readonly string[]; readonly plain: boolean } | "log",
): string[] {
  const inner = ["/bin/sh", "-c", 'exec "$0" "$@" 2>&3 3>&-', ...command];
  // -I never: a signal for the group is the consumer's.
  const common = ["strace", "-f", "-qq", "-y", "-s", "0", "-I", "3", "-e", "signal=STOP"];
  if (how === "log") return [...common, "-e", `trace=${opening.join(",")}`, ...inner];
  const calls = [...writing, ...(how.plain ? [...making, ...reading] : [])].join(",");
  const files = how.stopAt.flatMap((path) => ["-P", path]);
  return [...common, ...files, "-e", `trace=${calls},fcntl`, "-e", `inject=${calls}:signal=STOP`, ...inner];
}

export interface StraceReader {
  /** A call returned. */
  readonly call: (call: SystemCall) => void;
  /** The process stands still; the last call is why. `resume` lets it go on. */
  readonly stopped: (resume: () => void) => void;
}

/** Reads what strace prints. */
export function straceLines({ call, stopped }: StraceReader, pid: () => number): (chunk: string) => void {
  let rest = "";
  const unfinished = new Map<string, string>();
  let waits = false;
  const line = (text: string): void => {
    const [, thread = "", what = ""] = /^(?:\[pid\s+(\d+)\] )?(.*)$/.exec(text) ?? [];
    if (what.startsWith("--- SIGSTOP")) waits = true;
    else if (what.startsWith("--- stopped by SIGSTOP")) {
      // Each thread tells it; the first one speaks for all.
      if (!waits) return;
      waits = false;
      stopped(() => {
        signalGroup(pid(), "SIGCONT");
        if (thread !== "") resumeOne(Number(thread));
      });
    } else if (what.endsWith("<unfinished ...>")) unfinished.set(thread, what.slice(0, -"<unfinished ...>".length));
    else if (what.startsWith("<... ")) {
      const begun = unfinished.get(thread) ?? "";
      unfinished.delete(thread);
      returned(begun + what.replace(/^<\.\.\. \w+ resumed>/, ""));
    } else returned(what);
  };
  const returned = (text: string): void => {
    const name = /^(\w+)\(/.exec(text)?.[1];
    if (name !== undefined) call({ name, paths: pathsIn(text), text, failed: / = -1 E/.test(text) });
  };
  return (chunk) => {
    const lines = (rest + chunk).split("\n");
    rest = lines.pop() ?? "";
    for (const each of lines) line(each);
  };
}

function resumeOne(thread: number): void {
  try {
    process.kill(thread, "SIGCONT");
  } catch {
    // It has ended.
  }
}

/** `5</path>` of a descriptor, `"/path"` of an argument. */
function pathsIn(text: string): string[] {
  return [...text.matchAll(/\d<(\/[^>]*?)(?: \(deleted\))?>|"(\/[^"]*)"/g)].map(([, one, other]) => one ?? other ?? "");
}

let tested: Promise<string | undefined> | undefined;

/** Why calls cannot be stopped here; undefined: they can, it was tried. */
export function whyNoStops(): Promise<string | undefined> {
  return (tested ??= test());
}

async function test(): Promise<string | undefined> {
  if (process.platform !== "linux") return "only Linux has strace";
  const folder = mkdtempSync(join(temporaryPlace(process.env), "godmode-event-"));
  const file = join(folder, "probe");
  const command = straced(["/bin/sh", "-c", 'echo 1 > "$0"; echo 2 > "$0"', file], { stopAt: [file], plain: false });
  let stops = 0;
  try {
    return await new Promise((resolve) => {
      const [program = "", ...args] = command;
      const child = spawn(program, args, { detached: true, stdio: ["ignore", "ignore", "pipe", "pipe"] });
      const timer = setTimeout(() => finish("strace did not stop a process within 5 s"), 5000);
      const finish = (why: string | undefined): void => {
        clearTimeout(timer);
        signalGroup(child.pid ?? 0, "SIGKILL");
        resolve(why);
      };
      let said = "";
      const read = straceLines({ call: () => {}, stopped: (resume) => (stops++, resume()) }, () => child.pid ?? 0);
      child.stderr?.setEncoding("utf8").on("data", (chunk: string) => {
        said += chunk;
        read(chunk);
      });
      child.once("error", () => finish("strace is not installed (Debian: apt-get install strace)"));
      child.once("close", () =>
        finish(stops === 2 ? undefined : `strace cannot stop a process here (${said.split("\n", 1)[0]?.slice(0, 120) ?? ""})`),
      );
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
