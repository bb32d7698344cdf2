import { readFileSync } from "node:fs";
import { realClock } from "../../../src/brokers/clock.ts";
import { openSession } from "../../../src/brokers/sqs/session.ts";
import { openLedger } from "../../../src/delivery/journal.ts";
import { redrive } from "../../../src/delivery/redrive.ts";
import type { Reader } from "../../../src/brokers/broker.ts";

/** One redrive as a process of its own, which may be killed: `node redrive-child.ts TASK.json`. */
const task = JSON.parse(readFileSync(process.argv[2]!, "utf8")) as {
  url: string;
  root: string;
  reader: Reader;
  run: string;
  perSecond: number;
};
const clock = realClock(Date.now);
const session = await openSession({ root: task.root, connection: "test", address: { url: task.url }, clock }, true);
const done = await redrive(session, task.reader, {}, openLedger(task.root, "test", task.reader.deadLetter), {
  run: task.run,
  clock,
  perSecond: task.perSecond,
  limit: Infinity,
  signal: new AbortController().signal,
  progress: (count) => process.stdout.write(`${count}\n`),
});
await session.close();
process.stdout.write(`${JSON.stringify(done)}\n`);
