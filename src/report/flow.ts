import type { Consumer, Producer } from "../model/system.ts";

/** What the flow map draws: services send to channels, consumers of services read from them. */
export interface FlowInput {
  producers: readonly Producer[];
  consumers: readonly Consumer[];
  /** Name of a service folder. */
  serviceName: (path: string) => string;
}

export interface FlowNode {
  /** Sorted by it; unique. */
  key: string;
  kind: "service" | "channel" | "consumer";
  label: string;
}

interface FlowEdge {
  from: string;
  to: string;
  label: string;
  /** Something is missing on this way. */
  gap: boolean;
}

export interface Flow {
  nodes: FlowNode[];
  edges: FlowEdge[];
}

const unknownChannel = "?";

/** The nodes and edges of a flow map, sorted: the same input gives the same map. */
export function flowOf({ producers, consumers, serviceName }: FlowInput): Flow {
  const nodes = new Map<string, FlowNode>();
  const edges = new Map<string, FlowEdge>();
  const node = (kind: FlowNode["kind"], id: string, label: string): string => {
    const key = `${kind} ${id}`;
    nodes.set(key, { key, kind, label });
    return key;
  };
  const channelNodes = (entry: Producer | Consumer) =>
    (entry.channel === null ? [unknownChannel] : [entry.channel].flat()).map((name) =>
      node("channel", `${entry.broker} ${name}`, `${entry.broker}: ${name}`),
    );
  const edge = (from: string, to: string, label: string, gap: boolean) => {
    const known = edges.get(`${from}\0${to}\0${label}`);
    edges.set(`${from}\0${to}\0${label}`, { from, to, label, gap: gap || (known?.gap ?? false) });
  };
  for (const producer of producers) {
    const service = node("service", producer.service, serviceName(producer.service));
    const what = (producer.eventTypes ?? [producer.eventType ?? ""]).join(", ");
    for (const channel of channelNodes(producer)) edge(service, channel, what, false);
  }
  for (const consumer of consumers) {
    const reader = node(
      "consumer",
      consumer.id,
      `${serviceName(consumer.service)}: ${consumer.handler ?? consumer.group ?? `${consumer.file}:${consumer.line}`}`,
    );
    const gap = consumer.dlq === "false";
    for (const channel of channelNodes(consumer))
      edge(channel, reader, gap ? "no DLQ" : consumer.dlq === "true" ? "DLQ declared" : "", gap);
  }
  return { nodes: sortedByKey(nodes), edges: sortedByKey(edges) };
}

function sortedByKey<T>(of: ReadonlyMap<string, T>): T[] {
  return [...of.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, value]) => value);
}
