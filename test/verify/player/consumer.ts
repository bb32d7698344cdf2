import { mkdirSync, mkdtempSync, realpathSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { Worker } from "node:worker_threads";
import type { PlayOutcome } from "../../../src/verify/observation.ts";
import type { Copy, Deliver, Fault, Play, Step } from "../../../src/verify/play.ts";
import type { Reply, WorkerSpec } from "../../../src/verify/player/protocol.ts";
import type { Opening } from "../../../src/verify/subject.ts";

/** Six events over two accounts. */
export const events = Array.from({ length: 6 }, (_, index) => ({
  event_id: `00000000-0000-4000-8000-00000000000${index}`,
  data: { account: index % 2 === 0 ? "left" : "right", amount: 10 + index },
}));

export interface Consumer {
  readonly open: () => Promise<Opening>;
  readonly play: (steps: readonly Step[], rest?: Partial<Play>) => Promise<PlayOutcome>;
  readonly close: () => Promise<unknown>;
}

/** A consumer of these files (`consumer.ts` is the entry) in a real worker. */
export function consumer(files: Record<string, string>, spec: Partial<WorkerSpec> = {}): Consumer {
  const root = realpathSync(mkdtempSync(join(tmpdir(), "player-")));
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, name)), { recursive: true });
    writeFileSync(join(root, name), text);
  }
  const whole: WorkerSpec = {
    root,
    file: join(root, Object.keys(files)[0]!),
    export: "handle",
    shape: "event",
    setup: [],
    events,
    ids: events.map(({ event_id }) => event_id),
    keys: events.map(({ data }) => data.account),
    topic: "accounts",
    scratch: mkdtempSync(join(tmpdir(), "player-scratch-")),
    allowHosts: [],
    patienceMs: 1000,
    ...spec,
  };
  const worker = new Worker(new URL("../../../src/worker.ts", import.meta.url), { stdout: true, stderr: true });
  const waiting = new Map<number, (reply: Reply) => void>();
  worker.on("message", (reply: Reply) => waiting.get(reply.id)?.(reply));
  let last = 0;
  const ask = (order: object) =>
    new Promise<Reply>((resolve, reject) => {
      worker.once("error", reject);
      waiting.set(++last, resolve);
      // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a worker thread, no window
      worker.postMessage({ id: last, ...order });
    });
  const opening = ask({ open: whole }).then((reply) => (reply as { opening: Opening }).opening);
  return {
    open: () => opening,
    async play(steps, rest = {}) {
      await opening;
      return ((await ask({ play: { steps, clock: 1_700_000_000_000, seed: 7, ...rest } })) as { outcome: PlayOutcome }).outcome;
    },
    close: () => worker.terminate(),
  };
}

export const deliver = (event: number, fault?: Fault, kind: Copy["kind"] = "first", to = "A"): Deliver => ({
  do: "deliver",
  copies: [{ event, kind }],
  to,
  ...(fault && { fault }),
});
export const again = (event: number, kind: Copy["kind"] = "redelivery", to = "A"): Deliver => deliver(event, undefined, kind, to);

/** Rows of a table as objects. */
export function rowsOf({ observation }: PlayOutcome, name: string): Record<string, unknown>[] {
  const table = observation.tables.find((each) => each.name === name)!;
  return table.rows.map((row) => Object.fromEntries(table.columns.map((column, index) => [column.name, row[index]])));
}

/** Sources that most tests are made of: one row for each delivery. */
export const ledger = "export const schema = ['CREATE TABLE ledger(id TEXT, amount INTEGER)'];\n";
export const insert = "ctx.db.query('INSERT INTO ledger VALUES(?,?)', [m.event_id, m.data.amount])";
export const handler = (body: string, before = "") => ({
  "consumer.ts": `${ledger}${before}\nexport async function handle(m: any, ctx: any, d: any) {\n${body}\n}\n`,
});
