import { appendFileSync, readFileSync } from "node:fs";
import type { Reader } from "../../src/brokers/broker.ts";
import { realClock, sleep } from "../../src/brokers/clock.ts";
import { kafka } from "../../src/brokers/kafka/broker.ts";
import { ladderOf, onLadder } from "../../src/delivery/ladder.ts";

/** A consumer or a producer as a process of its own, which is killed again and again: `node kafka-worker.ts TASK.json`. */
export interface Task {
  readonly does: "consume" | "produce";
  readonly url: string;
  readonly reader: Reader;
  /** One line for each event that was handled, or whose sending was confirmed. */
  readonly log: string;
  readonly first: number;
  readonly count: number;
}

if (process.argv[2] !== undefined) await work(JSON.parse(readFileSync(process.argv[2], "utf8")) as Task);

async function work({ does, url, reader, log, first, count }: Task): Promise<void> {
  const clock = realClock(Date.now);
  const session = await kafka.open({ root: "/", connection: "chaos", address: { url }, clock });
  if (does === "consume") {
    const ladder = ladderOf("chaos", reader, kafka.features, clock);
    const handle = onLadder(ladder, async ({ body }) => {
      const text = Buffer.from(body).toString();
      await sleep(clock, 3);
      if (Number(text) % 10 === 0) throw new Error("This one cannot be handled.");
      appendFileSync(log, `${text}\n`);
    });
    await session.subscribe(reader, handle, { prefetch: 10 });
    return;
  }
  for (let event = first; event < first + count; event += 1) {
    for (;;) {
      try {
        await session.publish(reader.channel, { key: String(event % 50), headers: {}, body: Buffer.from(String(event)) });
        break;
      } catch {
        await sleep(clock, 50);
      }
    }
    appendFileSync(log, `${event}\n`);
  }
  await session.close();
}
