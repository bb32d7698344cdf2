import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { Worker } from "node:worker_threads";
import type { PlayOutcome } from "../../../src/verify/observation.ts";
import type { Fault, Play, Step } from "../../../src/verify/play.ts";
import type { Reply, WorkerSpec } from "../../../src/verify/player/protocol.ts";
import type { Opening } from "../../../src/verify/subject.ts";

export interface Consumer {
  /** The project, with the consumer in it. */
  readonly root: string;
  readonly opening: Opening;
  play(steps: readonly Step[], clock?: number): Promise<PlayOutcome>;
  end(): Promise<void>;
}

/** A consumer `consumer.mts` (export `handle`) among `files`, in a worker as verification starts it. `bare`: no package is installed. */
export async function consume(
  source: string,
  files: Record<string, string> = {},
  more: Partial<WorkerSpec> = {},
  bare = false,
): Promise<Consumer> {
  const base = realpathSync(mkdtempSync(join(tmpdir(), "effects-")));
  const [root, scratch] = [join(base, "project"), join(base, "scratch")];
  for (const [name, text] of Object.entries({ "consumer.mts": source, ...files })) {
    const path = join(root, name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  }
  mkdirSync(scratch);
  if (!bare) symlinkSync(join(import.meta.dirname, "../../../node_modules"), join(root, "node_modules"));
  const events = [1, 2, 3].map((n) => ({ id: `e${n}`, n }));
  const worker = new Worker(new URL("../../../src/worker.ts", import.meta.url), { stdout: true, stderr: true });
  const ask = (order: object) =>
    new Promise<Reply>((resolve, reject) => {
      worker.once("error", reject);
      worker.once("message", (reply: Reply) => {
        worker.off("error", reject);
        resolve(reply);
      });
      // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread has none
      worker.postMessage({ id: 1, ...order });
    });
  const open: WorkerSpec = {
    root,
    file: join(root, "consumer.mts"),
    export: "handle",
    shape: "event",
    setup: [],
    events,
    ids: events.map(({ id }) => id),
    keys: events.map(() => "k"),
    topic: "t",
    scratch,
    allowHosts: [],
    patienceMs: 2000,
    ...more,
  };
  const { opening } = (await ask({ open })) as { opening: Opening };
  return {
    root,
    opening,
    async play(steps, clock = Date.UTC(2026, 0, 5, 12, 17, 3)) {
      const play: Play = { steps, clock, seed: 7 };
      return ((await ask({ play })) as { outcome: PlayOutcome }).outcome;
    },
    async end() {
      await worker.terminate();
      rmSync(base, { recursive: true, force: true });
    },
  };
}

/** One play of a consumer that is needed for this play only. */
export async function playOnce(
  source: string,
  steps: readonly Step[] = [first(0)],
  files: Record<string, string> = {},
  more: Partial<WorkerSpec> = {},
) {
  const consumer = await consume(source, files, more);
  try {
    if ("problem" in consumer.opening) throw new Error(consumer.opening.problem.message);
    return await consumer.play(steps);
  } finally {
    await consumer.end();
  }
}

/** A consumer whose handler has this body; `say(text)` appends a line to `out.txt`. */
export const handling = (body: string, imports = ""): string => `
import { appendFileSync as appendLine } from "node:fs";
${imports}
const say = (text: unknown) => appendLine("out.txt", String((text as Error)?.message ?? text) + "\\n");
export async function handle(event: { id: string; n: number }): Promise<void> { ${body} }`;

/** A consumer with many bodies, by name: `play(name)` delivers the event that runs that body. */
export async function consumeCases(bodies: Record<string, string>, imports = "") {
  const names = Object.keys(bodies);
  const branches = names.map((name, index) => `case ${index + 1}: { ${bodies[name]} break; }`).join("\n");
  const events = names.map((_, index) => ({ id: `e${index + 1}`, n: index + 1 }));
  const consumer = await consume(
    handling(`switch (event.n) { ${branches} }`, imports),
    {},
    { events, ids: events.map(({ id }) => id), keys: events.map(() => "k") },
  );
  if ("problem" in consumer.opening) throw new Error(consumer.opening.problem.message);
  return { play: (name: string, fault?: Fault) => consumer.play([first(names.indexOf(name), fault)]), end: () => consumer.end() };
}

export const linesOf = (outcome: PlayOutcome, path = "out.txt"): string[] =>
  outcome.observation.files.filter((file) => file.path === path).map(({ line }) => line);
export const unobserved = (outcome: PlayOutcome): string[] =>
  outcome.problems.filter(({ kind }) => kind === "unobserved").map(({ message }) => message);
export const pointsOf = (outcome: PlayOutcome): string[] => outcome.trace.map(({ what, write }) => (write ? `${what} *` : what));
export const resultsOf = (outcome: PlayOutcome): string[] => outcome.deliveries.map(({ result }) => result);

export const first = (event: number, fault?: Fault): Step => ({
  do: "deliver",
  copies: [{ event, kind: "first" }],
  to: "A",
  ...(fault && { fault }),
});
export const again = (event: number, to = "A"): Step => ({ do: "deliver", copies: [{ event, kind: "redelivery" }], to });
export const crash = (at: number, side: "before" | "after"): Fault => ({ kind: "crash", at, side });
export const fails = (at: number, side: "before" | "after"): Fault => ({ kind: "error", at, side });
