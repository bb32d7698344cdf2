import { describe, test } from "vitest";
import { hasServer, type Kind } from "../../servers/servers.ts";
import { deliveryCases } from "../conformance-delivery.ts";
import { keepingCases } from "../conformance-keeping.ts";
import { running, type Shape } from "./running.ts";

const cases = [...deliveryCases, ...keepingCases];

/** Cases that a shape cannot have, and why. */
const notHere: Record<string, readonly string[]> = {
  topic: [],
  // A queue has one group: two consumers of it share its messages.
  queue: ["each group gets everything, and sendTo reaches one alone"],
  fifo: [
    "each group gets everything, and sendTo reaches one alone",
    // A message group waits for its failed message: nothing of it overtakes.
    "the ladder waits as it says, overtaken by others, and counts attempts",
  ],
  // It keeps everything in memory.
  moto: ["a restart of the broker keeps messages, waits and dead letters"],
};

const places: readonly (readonly [Kind, Shape])[] = [
  ["fauxqs", "topic"],
  ["fauxqs", "queue"],
  ["fauxqs", "fifo"],
  ["moto", "topic"],
  ["moto", "queue"],
];

describe.each(places)("%s, %s", async (kind, shape) => {
  describe.skipIf(!(await hasServer(kind))).concurrent("conforms", { timeout: 90_000 }, () => {
    test.each(cases.filter(({ name }) => ![...notHere[shape]!, ...(notHere[kind] ?? [])].includes(name)))("$name", async ({ name, run }) => {
      const broker = await running(kind, shape, name.startsWith("a restart"));
      try {
        await run(broker);
      } finally {
        await broker.stop();
      }
    });
  });
});
