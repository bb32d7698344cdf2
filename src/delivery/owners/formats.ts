import { cloudformationQueues } from "./cloudformation/queues.ts";
import type { OwnerFormat } from "./format.ts";
import { strimzi } from "./kafka/strimzi.ts";
import { definitions } from "./rabbitmq/definitions.ts";
import { scriptedTopics } from "./scripts/topics.ts";
import { terraformQueues } from "./terraform/queues.ts";
import { terraformTopics } from "./terraform/topics.ts";

/** THE list of formats whose files are edited. */
export const ownerFormats: readonly OwnerFormat[] = [
  cloudformationQueues,
  terraformQueues,
  strimzi,
  terraformTopics,
  scriptedTopics,
  definitions,
];
