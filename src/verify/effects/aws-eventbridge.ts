import { createEventBridge } from "./aws/eventbridge.ts";
import { replaceSend } from "./aws/operations.ts";
import type { Instrument } from "./gate.ts";
import { awsLibrary, eventBridgeOperationNames } from "./stand-ins/aws.ts";
import { offer, standInText } from "./stand-ins/stand-in.ts";

const client = "@aws-sdk/client-eventbridge";

export const awsEventBridge: Instrument = {
  client,
  docs: "https://docs.aws.amazon.com/AWSJavaScriptSDK/v3/latest/client/eventbridge/",
  packages: [client],
  standIn: (specifier) =>
    specifier === client ? standInText(client, Object.keys(awsLibrary("EventBridge", eventBridgeOperationNames))) : undefined,
  start(workshop) {
    const { operations, begin, observe } = createEventBridge(workshop, client);
    const patch = (exports: Record<string, unknown>): void => replaceSend(exports["EventBridgeClient"], operations);
    offer(workshop, client, awsLibrary("EventBridge", eventBridgeOperationNames), patch);
    return { patch, begin, observe };
  },
};
