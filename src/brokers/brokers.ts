import { kafka } from "./kafka/traits.ts";
import { nats } from "./nats/traits.ts";
import { rabbitmq } from "./rabbitmq/traits.ts";
import { sqsSns } from "./sqs/traits.ts";
import type { Traits } from "./traits.ts";

/** THE list of brokers. */
export const brokers: readonly Traits[] = [kafka, rabbitmq, sqsSns, nats];
