import { type ChildProcess, spawn } from "node:child_process";

/** Ends what is left when this process has died without a word (SIGKILL). */
export interface Reaper {
  /** A process group, and whatever carries that text in its environment. The answer takes it back. */
  group(pid: number, mark?: string): () => void;
  /** A folder of temporary files. */
  folder(path: string): () => void;
}

/**
 * Reads what is to be ended, one thing a line, `-` and the same line where that is over; the end of its input is the end of whoever
 * started it. g PID MARK: a group · f PATH: a folder.
 */
const script = `
set -f
IFS='
'
left=
while read -r line; do
  case $line in
    -*) rest=; for each in $left; do [ "$each" = "\${line#-}" ] || rest="$rest$each$IFS"; done; left=$rest ;;
    *) left="$left$line$IFS" ;;
  esac
done
for each in $left; do
  case $each in
    g*) IFS=' '; set -- $each; kill -KILL -- "-$2"
      if [ -n "$3" ]; then set +f; for file in $(grep -las -- "$3" /proc/[0-9]*/environ | tr '\\n' ' '); do
        pid=\${file#/proc/}; kill -KILL "\${pid%/environ}"; done; set -f; fi ;;
  esac
done
IFS='
'
for each in $left; do case $each in f*) rm -rf -- "\${each#f }" ;; esac; done
`;

let running: ChildProcess | undefined;

function tell(line: string): void {
  if (process.platform === "win32" || line.includes("\n")) return;
  if (running === undefined) {
    running = spawn("/bin/sh", ["-c", script], { env: { PATH: process.env["PATH"] }, detached: true, stdio: ["pipe", "ignore", "ignore"] });
    running.on("error", () => {});
    running.stdin?.on("error", () => {});
    // It ends with this process, and never keeps it.
    running.unref();
    (running.stdin as { unref?: () => void } | null)?.unref?.();
  }
  running.stdin?.write(`${line}\n`);
}

const remember = (line: string): (() => void) => {
  tell(line);
  return () => tell(`-${line}`);
};

export const reaper: Reaper = {
  group: (pid, mark = "") => remember(`g ${pid} ${mark}`),
  folder: (path) => remember(`f ${path}`),
};
