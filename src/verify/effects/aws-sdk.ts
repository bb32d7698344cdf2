import { createEventBridge } from "./aws/eventbridge.ts";
import { replaceRequests } from "./aws/operations.ts";
import { createSns } from "./aws/sns.ts";
import { createSqs } from "./aws/sqs.ts";
import type { Instrument } from "./gate.ts";
import { awsSdkLibrary } from "./stand-ins/aws-sdk.ts";
import { offer, standInText } from "./stand-ins/stand-in.ts";

const client = "aws-sdk";

/** The AWS SDK v2, as far as its queues, topics and event buses go. */
export const awsSdk: Instrument = {
  client,
  docs: "https://docs.aws.amazon.com/AWSJavaScriptSDK/latest/",
  packages: [client],
  standIn: (specifier) => (specifier === client ? standInText(client, Object.keys(awsSdkLibrary())) : undefined),
  start(workshop) {
    const [sqs, sns, eventbridge] = [createSqs(workshop, client), createSns(workshop, client), createEventBridge(workshop, client)];
    const services = [sqs, sns, eventbridge];
    const operations = { sqs: sqs.operations, sns: sns.operations, eventbridge: eventbridge.operations };
    const patch = (exports: Record<string, unknown>): void => replaceRequests(exports, operations);
    offer(workshop, client, awsSdkLibrary(), patch);
    return {
      patch,
      begin: () => services.forEach(({ begin }) => begin()),
      observe: () => ({ published: services.flatMap(({ observe }) => observe().published) }),
    };
  },
};
