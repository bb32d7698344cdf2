import { appendFileSync, readFileSync } from "node:fs";
import type { Address, Reader } from "../../src/brokers/broker.ts";
import { realClock } from "../../src/brokers/clock.ts";
import { rabbitmq } from "../../src/brokers/rabbitmq/broker.ts";
import { ladderOf, onLadder } from "../../src/delivery/ladder.ts";

/** What a consumer process of the chaos does: fails each message once, then notes that it was handled. */
export interface Task {
  readonly address: Address;
  readonly reader: Reader;
  readonly log: string;
  readonly prefetch: number;
}

const { address, reader, log, prefetch } = JSON.parse(readFileSync(process.argv[2]!, "utf8")) as Task;
const clock = realClock(() => Date.now());
const session = await rabbitmq.open({ root: "/nowhere", connection: "chaos", address, clock });
const handle = onLadder(ladderOf("chaos", reader, session.features, clock), async ({ body }, attempt) => {
  if (attempt === 1) throw new Error("The first attempt fails.");
  appendFileSync(log, `${Buffer.from(body).toString()}\n`);
});
await session.subscribe(reader, handle, { prefetch });
