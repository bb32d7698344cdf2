import type { Broker } from "../broker.ts";
import { connect } from "./session.ts";
import { disputes } from "./disputes.ts";
import { apart, features, topologyOf } from "./topology.ts";

/** NATS JetStream. Core NATS keeps nothing, so nothing can be tried again there. */
export const nats: Broker = {
  kind: "nats",
  external: true,
  features,
  topology: topologyOf,
  disputes,
  open: connect,
  shadow: connect,
  apart,
};
