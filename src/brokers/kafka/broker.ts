import type { Broker, Opening, Session } from "../broker.ts";
import { apart, features, topologyOf } from "./topology.ts";

/** Apache Kafka and what speaks its protocol. The client is loaded when it is opened. */
export const kafka: Broker = {
  kind: "kafka",
  external: true,
  features,
  topology: topologyOf,
  open: (opening) => opened(opening, false),
  shadow: (opening) => opened(opening, true),
  apart,
};

async function opened(opening: Opening, alone: boolean): Promise<Session> {
  const [{ clientOf }, { connect }] = await Promise.all([import("./client.ts"), import("./session.ts")]);
  return connect(await clientOf(opening), opening.clock, { alone });
}
