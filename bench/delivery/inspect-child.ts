import { brokerOf } from "../../src/brokers/spoken.ts";
import { realClock } from "../../src/brokers/clock.ts";
import { inspect } from "../../src/delivery/inspect.ts";
import type { Reader } from "../../src/brokers/broker.ts";

/** Inspects one dead letter in a process of its own and says what that took, with the most memory that the process ever held. */
const { root, kind, address, reader } = JSON.parse(process.argv[2]!) as {
  root: string;
  kind: string;
  address: Record<string, string>;
  reader: Reader;
};
const session = await (await brokerOf(kind))!.open({
  root,
  connection: "bench",
  clock: realClock(() => Date.now()),
  address,
  looking: true,
});
const start = performance.now();
const { depth } = await inspect(session, reader, Date.now(), 0);
console.log(JSON.stringify({ depth, ms: performance.now() - start, peakMb: process.resourceUsage().maxRSS / 1024 }));
await session.close();
