import { createEventBridge } from "./aws/eventbridge.ts";
import { replaceRequests } from "./aws/operations.ts";
import { createSns } from "./aws/sns.ts";
import { createSqs } from "./aws/sqs.ts";
import type { Instrument } from "./gate.ts";

const client = "aws-sdk";

/** The AWS SDK v2, as far as its queues, topics and event buses go. */
export const awsSdk: Instrument = {
  client,
  docs: "https://docs.aws.amazon.com/AWSJavaScriptSDK/latest/",
  packages: [client],
  start(workshop) {
    const [sqs, sns, eventbridge] = [createSqs(workshop, client), createSns(workshop, client), createEventBridge(workshop, client)];
    const services = [sqs, sns, eventbridge];
    return {
      patch: (exports) => replaceRequests(exports, { sqs: sqs.operations, sns: sns.operations, eventbridge: eventbridge.operations }),
      begin: () => services.forEach(({ begin }) => begin()),
      observe: () => ({ published: services.flatMap(({ observe }) => observe().published) }),
    };
  },
};
