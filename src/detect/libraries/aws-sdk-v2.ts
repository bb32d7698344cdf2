import type { Detector } from "../detector.ts";
import { awsChannelName } from "./aws-channel-name.ts";
import { awsSdkV3 } from "./aws-sdk-v3.ts";

const methods = Object.entries(awsSdkV3.calls).filter(([key]) => key.includes("."));

export const awsSdkV2: Detector = {
  id: "aws-sdk-v2",
  docs: "https://docs.aws.amazon.com/AWSJavaScriptSDK/latest/",
  broker: "sqs",
  kind: "queue",
  language: "javascript",
  modules: ["aws-sdk"],
  types: awsSdkV3.types,
  calls: Object.fromEntries(methods),
  channelName: awsChannelName,
};
