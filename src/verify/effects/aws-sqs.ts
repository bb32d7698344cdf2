import { createSqs } from "./aws/sqs.ts";
import { replaceSend } from "./aws/operations.ts";
import type { Instrument } from "./gate.ts";
import { awsLibrary, sqsOperationNames } from "./stand-ins/aws.ts";
import { offer, standInText } from "./stand-ins/stand-in.ts";

const client = "@aws-sdk/client-sqs";

export const awsSqs: Instrument = {
  client,
  docs: "https://docs.aws.amazon.com/AWSJavaScriptSDK/v3/latest/client/sqs/",
  packages: [client],
  standIn: (specifier) => (specifier === client ? standInText(client, Object.keys(awsLibrary("SQS", sqsOperationNames))) : undefined),
  start(workshop) {
    const { operations, begin, observe } = createSqs(workshop, client);
    const patch = (exports: Record<string, unknown>): void => replaceSend(exports["SQSClient"], operations);
    offer(workshop, client, awsLibrary("SQS", sqsOperationNames), patch);
    return { patch, begin, observe };
  },
};
