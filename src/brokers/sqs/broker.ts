import type { Broker } from "../broker.ts";
import { wantedOf } from "./found.ts";
import { apartFrom, features, topologyOf } from "./topology.ts";

/** SQS, and SNS where a topic feeds queues. The clients are loaded when it is opened. */
export const sqs: Broker = {
  kind: "sqs",
  external: true,
  features,
  wantedOf,
  topology: topologyOf,
  open: async (opening) => (await import("./session.ts")).openSession(opening, true),
  shadow: async (opening) => (await import("./session.ts")).openSession(opening, false),
  apart: apartFrom,
};
