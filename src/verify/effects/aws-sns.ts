import { createSns } from "./aws/sns.ts";
import { replaceSend } from "./aws/operations.ts";
import type { Instrument } from "./gate.ts";
import { awsLibrary, snsOperationNames } from "./stand-ins/aws.ts";
import { offer, standInText } from "./stand-ins/stand-in.ts";

const client = "@aws-sdk/client-sns";

export const awsSns: Instrument = {
  client,
  docs: "https://docs.aws.amazon.com/AWSJavaScriptSDK/v3/latest/client/sns/",
  packages: [client],
  standIn: (specifier) => (specifier === client ? standInText(client, Object.keys(awsLibrary("SNS", snsOperationNames))) : undefined),
  start(workshop) {
    const { operations, begin, observe } = createSns(workshop, client);
    const patch = (exports: Record<string, unknown>): void => replaceSend(exports["SNSClient"], operations);
    offer(workshop, client, awsLibrary("SNS", snsOperationNames), patch);
    return { patch, begin, observe };
  },
};
