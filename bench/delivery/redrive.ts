import { realClock } from "../../src/brokers/clock.ts";
import { openLedger } from "../../src/delivery/journal.ts";
import { redrive } from "../../src/delivery/redrive.ts";
import { type BrokerKind, clients, serverFor } from "./clients.ts";
import { deadLetters, fill } from "./fill.ts";
import { placeFor } from "./place.ts";

export interface Redriven {
  readonly sent: number;
  readonly oursMs: number;
  readonly bareMs: number;
}

type Bare = (typeof import("./bare/redrive-nats.ts"))["receiveSendDelete"];
const bare: Readonly<Record<BrokerKind, () => Promise<{ receiveSendDelete: Bare }>>> = {
  kafka: () => import("./bare/redrive-kafka.ts"),
  rabbitmq: () => import("./bare/redrive-rabbitmq.ts"),
  sqs: () => import("./bare/redrive-sqs.ts"),
  nats: () => import("./bare/redrive-nats.ts"),
};

/** So many dead letters back to their consumer, and as many by a bare loop that receives, sends, deletes, one after the other. */
export async function redriven(kind: BrokerKind, count: number): Promise<Redriven> {
  const server = await serverFor(kind);
  const clock = realClock(() => Date.now());
  try {
    const one = await placeFor(server, { channel: `${clients[kind].channel}1`, group: "billing" }, 1);
    await fill[kind](server, one.reader.deadLetter, deadLetters, count);
    const { receiveSendDelete } = await bare[kind]();
    const startBare = performance.now();
    await receiveSendDelete(server.env, one.reader, count);
    const bareMs = performance.now() - startBare;
    await one.end();
    const two = await placeFor(server, { channel: `${clients[kind].channel}2`, group: "billing" }, 1);
    await fill[kind](server, two.reader.deadLetter, deadLetters, count);
    // Kafka: what is sent back goes to an entry that its group is known to read.
    if (kind === "kafka") await (await two.session.subscribe(two.reader, async () => [])).close();
    const startOurs = performance.now();
    const { sent } = await redrive(two.session, two.reader, {}, openLedger(two.root, "bench", two.reader.deadLetter), {
      run: "bench",
      clock,
      perSecond: Infinity,
      limit: Infinity,
      signal: new AbortController().signal,
      progress: () => undefined,
    });
    const oursMs = performance.now() - startOurs;
    await two.end();
    return { sent, oursMs, bareMs };
  } finally {
    await server.end();
  }
}
