import type { Wanted } from "../../src/brokers/broker.ts";
import { brokerOf } from "../../src/brokers/spoken.ts";
import { planOf } from "../../src/delivery/plan.ts";
import { defaultRetry } from "../../src/model/delivery.ts";
import type { BrokerKind } from "./clients.ts";

const consumers = Array.from({ length: 500 }, (_, index): Wanted => ({
  consumer: `service${index % 40}/read.ts#orders${index}`,
  channel: `orders${index}`,
  group: `billing${index % 7}`,
  retry: defaultRetry,
}));

/** 500 consumers against a server on which four fifths of what they want is there: pure, without one. */
export async function planned(kind: BrokerKind): Promise<{ resources: number; created: number; ms: number }> {
  const broker = (await brokerOf(kind))!;
  const start = performance.now();
  const desired = consumers.map((wanted) => ({ consumer: wanted.consumer, resources: broker.topology(wanted).resources }));
  const observed = desired.flatMap(({ resources }) => resources.map(({ id, config }) => ({ id, config, mark: "run" })));
  const there = observed.filter((_, index) => index % 5 !== 0);
  const { actions } = planOf(kind, desired, there);
  const created = actions.filter(({ action }) => action === "create").length;
  return { resources: actions.length, created, ms: performance.now() - start };
}
