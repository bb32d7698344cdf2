import { kafkaOf } from "./kafka.ts";

/** Three nodes: a topic has a copy on each, and two must have a record before it is confirmed. */
export const kafkaCluster = kafkaOf("kafka-cluster", 3);
