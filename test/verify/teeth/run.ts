import { mkdtempSync, realpathSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { Worker } from "node:worker_threads";
import type { Verification } from "../../../src/model/verification.ts";
import type { Material, VerifyOptions } from "../../../src/verify/material.ts";
import type { PlayOutcome } from "../../../src/verify/observation.ts";
import type { Reply, WorkerSpec } from "../../../src/verify/player/protocol.ts";
import type { Schedule } from "../../../src/verify/schedule.ts";
import type { Opening, Subject } from "../../../src/verify/subject.ts";
import { verifyConsumer } from "../../../src/verify/verify.ts";

/** Six readings of two meters. */
export const readings = ["cellar", "attic", "cellar", "cellar", "attic", "attic"].map((meter, index, all) => ({
  event_id: `${(index * 0x1f3d5b79 + 0x2a6c).toString(16).padStart(8, "0").slice(-8)}-7c1e-4b0a-9d3f-${String(index * 77_001 + 5).padStart(12, "0")}`,
  event_type: "reading.taken",
  timestamp: new Date(Date.UTC(2026, 1, 10, 6, 13 * index, 29)).toISOString(),
  data: { meter, units: 3 + 2 * index, nth: all.slice(0, index + 1).filter((other) => other === meter).length },
}));

export const material: Material = {
  consumer: "meters",
  events: readings,
  ids: readings.map(({ event_id }) => event_id),
  keys: readings.map(({ data }) => data.meter),
  idsInside: true,
  withIds: (ids) => readings.map((reading, index) => ({ ...reading, event_id: ids[index] })),
  withTimestamps: (times) => readings.map((reading, index) => ({ ...reading, timestamp: times[index] })),
};

const folder = realpathSync(fileURLToPath(new URL("./consumers", import.meta.url)));

/** A file of the folder beside this one, in a real worker. */
export function subjectOf(path: string, handler = "handle"): Subject {
  return subjectIn(folder, path, handler);
}

/** This source, in a real worker. */
export function subjectWith(source: string): Subject {
  const root = realpathSync(mkdtempSync(join(tmpdir(), "source-")));
  writeFileSync(join(root, "consumer.mjs"), source);
  return subjectIn(root, "consumer.mjs", "handle");
}

function subjectIn(root: string, path: string, handler: string): Subject {
  const spec: WorkerSpec = {
    root,
    file: join(root, path),
    export: handler,
    shape: "event",
    setup: [],
    events: material.events,
    ids: material.ids,
    keys: material.keys,
    topic: "readings",
    scratch: mkdtempSync(join(tmpdir(), "teeth-")),
    allowHosts: [],
    patienceMs: 1000,
  };
  const worker = new Worker(new URL("../../../src/worker.ts", import.meta.url), { stdout: true, stderr: true });
  let last = 0;
  const ask = (order: object): Promise<Reply> =>
    new Promise((resolve, reject) => {
      const id = ++last;
      worker.once("error", reject);
      worker.once("message", (reply: Reply) => {
        worker.off("error", reject);
        resolve(reply);
      });
      // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread has none
      worker.postMessage({ id, ...order });
    });
  return {
    open: async () => ((await ask({ open: spec })) as { opening: Opening }).opening,
    play: async (play) => ((await ask({ play })) as { outcome: PlayOutcome }).outcome,
    close: async () => void (await worker.terminate()),
  };
}

export const options: VerifyOptions = {
  seeds: [7],
  budget: { plays: 2000, seconds: 60 },
  pairs: false,
  invariants: [],
  ignore: [],
  model: "individual",
  replay: { command: "godmode-event replay counterexample.json", file: "counterexample.json" },
  now: () => performance.now(),
};

export async function verified(path: string, list: readonly Schedule[], more: Partial<VerifyOptions> = {}): Promise<Verification> {
  const subject = subjectOf(path, path.startsWith("batch-") ? "handleBatch" : "handle");
  try {
    const { verification } = await verifyConsumer(subject, material, { ...options, ...more }, new AbortController().signal, () => {}, list);
    return verification;
  } finally {
    await subject.close();
  }
}
