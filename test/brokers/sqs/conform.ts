import { beforeAll, describe, expect, test } from "vitest";
import { hasServer, type Kind, serverOf } from "../../servers/servers.ts";
import type { Case } from "../conformance.ts";
import { deliveryCases } from "../conformance-delivery.ts";
import { keepingCases } from "../conformance-keeping.ts";
import { running, type Shape } from "./running.ts";

/** Cases that a shape or a server cannot have, and why. */
const notHere: Record<Shape | "moto", readonly string[]> = {
  topic: [],
  // A queue has one group: two consumers of it share its messages.
  queue: ["each group gets everything, and sendTo reaches one alone"],
  fifo: [
    "each group gets everything, and sendTo reaches one alone",
    // A message group waits for its failed message: nothing of it overtakes.
    "the ladder waits as it says, overtaken by others, and counts attempts",
  ],
  // A message group waits for its failed message: nothing of it overtakes.
  "fifo-topic": ["the ladder waits as it says, overtaken by others, and counts attempts"],
  // It keeps everything in memory.
  moto: ["a restart of the broker keeps messages, waits and dead letters"],
};

const atOnce = 8;
const longest = "a message that its consumer always dies on ends in the dead letter";

/** THE suite on one server. Cases have names of their own and mostly wait, so they run side by side, the longest first. */
export async function conform(kind: Kind, shapes: readonly Shape[]): Promise<void> {
  const refused = (shape: Shape) => new Set([...notHere[shape], ...(kind === "moto" ? notHere.moto : [])]);
  const all = shapes.flatMap((shape) =>
    [...deliveryCases, ...keepingCases].filter(({ name }) => !refused(shape).has(name)).map((of) => ({ shape, name: of.name, of })),
  );
  describe.skipIf(!(await hasServer(kind)))(kind, () => {
    const outcomes = new Map<string, Promise<unknown>>();
    beforeAll(async () => {
      await serverOf(kind);
      const queue = all.toSorted((a, b) => Number(b.name === longest) - Number(a.name === longest));
      const settle = new Map<string, (outcome: unknown) => void>();
      for (const { shape, name } of queue)
        outcomes.set(`${shape} ${name}`, new Promise((resolve) => settle.set(`${shape} ${name}`, resolve)));
      const waiting = queue.values();
      for (let lane = 0; lane < atOnce; lane += 1)
        void (async () => {
          for (const { shape, name, of } of waiting) settle.get(`${shape} ${name}`)!(await outcomeOf(kind, shape, of));
        })();
    });
    test.each(all)("$shape: $name", { timeout: 90_000 }, async ({ shape, name }) => {
      const error = await outcomes.get(`${shape} ${name}`);
      if (error !== undefined) throw error;
      expect(error).toBeUndefined();
    });
  });
}

async function outcomeOf(kind: Kind, shape: Shape, { name, run }: Case): Promise<unknown> {
  const broker = await running(kind, shape, name.startsWith("a restart"));
  try {
    await run(broker);
    return undefined;
  } catch (error) {
    return error ?? new Error("It failed without a reason.");
  } finally {
    await broker.stop();
  }
}
