import { appendFileSync, readFileSync } from "node:fs";
import type { Reader } from "../../src/brokers/broker.ts";
import { realClock, sleep } from "../../src/brokers/clock.ts";
import { connect } from "../../src/brokers/nats/session.ts";
import { features } from "../../src/brokers/nats/topology.ts";
import { openLedger } from "../../src/delivery/journal.ts";
import { ladderOf, onLadder } from "../../src/delivery/ladder.ts";
import { redrive } from "../../src/delivery/redrive.ts";

/** A process that is killed again and again: `node nats-worker.ts TASK.json`. */
export interface Task {
  readonly does: "consume" | "produce" | "redrive";
  readonly url: string;
  readonly root: string;
  readonly reader: Reader;
  /** One line for each event that was handled, or whose sending was confirmed. */
  readonly log: string;
  readonly first: number;
  readonly count: number;
  /** Every such event cannot be handled. */
  readonly poison: number;
}

if (process.argv[2] !== undefined) await work(JSON.parse(readFileSync(process.argv[2], "utf8")) as Task);

async function work({ does, url, root, reader, log, first, count, poison }: Task): Promise<void> {
  const clock = realClock(Date.now);
  const session = await connect({ root, connection: "chaos", address: { url }, clock });
  if (does === "consume") {
    const handle = onLadder(ladderOf("chaos", reader, features, clock), async ({ body }) => {
      const text = Buffer.from(body).toString();
      await sleep(clock, 3);
      if (Number(text) % poison === 0) throw new Error("This one cannot be handled.");
      appendFileSync(log, `${text}\n`);
    });
    await session.subscribe(reader, handle, { prefetch: 10 });
  } else if (does === "produce") {
    for (let event = first; event < first + count; event += 1) {
      await session.sendTo(reader, { headers: {}, body: Buffer.from(String(event)) });
      appendFileSync(log, `${event}\n`);
    }
    await session.close();
  } else {
    const how = { run: String(process.pid), clock, perSecond: 1_000_000, limit: Number.POSITIVE_INFINITY, progress: () => undefined };
    const signal = new AbortController().signal;
    await redrive(session, reader, {}, openLedger(root, "chaos", reader.deadLetter), { ...how, signal });
    await session.close();
  }
}
