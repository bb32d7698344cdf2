import { deliveryModelOf } from "../../loop/delivery-model.ts";
import type { Verification } from "../../model/verification.ts";
import type { FoundConsumer } from "./open-consumer.ts";

/** What is said of a consumer that could not be run at all. */
export function inconclusive({ target: { id, detected }, map }: FoundConsumer, why: string): Verification {
  return {
    consumer: id,
    verdict: "inconclusive",
    why,
    model: deliveryModelOf(detected, map).model,
    byModel: { rewind: "inconclusive", individual: "inconclusive" },
    losesOnCrash: false,
    violations: [],
    coverage: { schedules: 0, classes: [], notCovered: [], points: { hit: 0, total: 0 }, sinks: [], exhaustiveSingles: false },
    assumptions: [],
    notes: [],
  };
}
