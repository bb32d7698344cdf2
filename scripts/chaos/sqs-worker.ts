import { appendFileSync, readFileSync } from "node:fs";
import type { Reader } from "../../src/brokers/broker.ts";
import { realClock, sleep } from "../../src/brokers/clock.ts";
import { openSession } from "../../src/brokers/sqs/session.ts";
import { features } from "../../src/brokers/sqs/topology.ts";
import { openLedger } from "../../src/delivery/journal.ts";
import { ladderOf, onLadder } from "../../src/delivery/ladder.ts";
import { redrive } from "../../src/delivery/redrive.ts";

/** A consumer or a producer as a process of its own, which is killed again and again: `node sqs-worker.ts TASK.json`. */
export interface Task {
  readonly does: "consume" | "produce" | "redrive";
  readonly url: string;
  readonly root: string;
  readonly reader: Reader;
  /** One line for each event that was handled, or whose sending was confirmed. */
  readonly log: string;
  readonly first: number;
  readonly count: number;
}

if (process.argv[2] !== undefined) await work(JSON.parse(readFileSync(process.argv[2], "utf8")) as Task);

async function work({ does, url, root, reader, log, first, count }: Task): Promise<void> {
  const clock = realClock(Date.now);
  const again = async (what: () => Promise<unknown>): Promise<void> => {
    for (;;) {
      try {
        await what();
        return;
      } catch {
        await sleep(clock, 50);
      }
    }
  };
  const session = await openSession({ root, connection: "chaos", address: { url }, clock }, false);
  if (does === "consume") {
    const ladder = ladderOf("chaos", reader, features, clock);
    const handle = onLadder(ladder, async ({ body }) => {
      const text = Buffer.from(body).toString();
      await sleep(clock, 3);
      if (Number(text) % 10 === 0) throw new Error("This one cannot be handled.");
      appendFileSync(log, `${text}\n`);
    });
    await again(() => session.subscribe(reader, handle, { prefetch: 10 }));
    return;
  }
  if (does === "redrive") {
    const ledger = openLedger(root, "chaos", reader.deadLetter);
    const signal = new AbortController().signal;
    await redrive(session, reader, {}, ledger, {
      run: String(first),
      clock,
      perSecond: 1e6,
      limit: Infinity,
      signal,
      progress: () => undefined,
    });
    await session.close();
    return;
  }
  for (let event = first; event < first + count; event += 1) {
    await again(() => session.sendTo(reader, { headers: {}, body: Buffer.from(String(event)) }));
    appendFileSync(log, `${event}\n`);
  }
  await session.close();
}
