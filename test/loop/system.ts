import type { Facts, SchemaState } from "../../src/loop/facts.ts";
import type { Consumer, Producer, SystemMap } from "../../src/model/system.ts";

/** Hand-made values for unit tests of the loop and the reports. */
export function systemMap(part: Partial<SystemMap> = {}): SystemMap {
  const none = { present: false, evidence: [] };
  return {
    shapeVersion: 1,
    repo: "acme/shop",
    commit: "",
    languages: ["typescript"],
    services: [
      { path: "orders", name: "order-service" },
      { path: "billing", name: "billing-service" },
    ],
    brokers: [{ kind: "kafka", role: "app", evidence: [] }],
    clients: [],
    channels: [],
    producers: [],
    consumers: [],
    schemas: [],
    eventTypes: [],
    dlq: [],
    eventSourcing: none,
    cqrs: none,
    outbox: none,
    notRead: [],
    unreadClients: [],
    questions: [],
    findings: [],
    warnings: [],
    ...part,
  };
}

export function producer(part: Partial<Producer> = {}): Producer {
  const at = {
    file: "orders/send.ts",
    line: 7,
    broker: "kafka",
    channel: "orders",
    level: "direct",
    service: "orders",
    confidence: "ast",
  } as const;
  return { id: "orders/send.ts#orders", eventType: "OrderPlaced", ...at, ...part };
}

export function consumer(part: Partial<Consumer> = {}): Consumer {
  const at = {
    file: "billing/read.ts",
    line: 12,
    broker: "kafka",
    channel: "orders",
    level: "direct",
    service: "billing",
    confidence: "ast",
  } as const;
  return { id: "billing/read.ts#orders", dlq: "unknown", idempotent: "unknown", ...at, ...part };
}

export function schema(part: Partial<SchemaState> = {}): SchemaState {
  return {
    file: "schemas/order.placed/1.avsc",
    line: 1,
    format: "avro",
    names: ["order.placed"],
    carriesEvents: true,
    missingEnvelope: [],
    registration: { state: "registered", subject: "order.placed", version: 1 },
    compatibility: { state: "compatible", compared: [], mode: "BACKWARD_TRANSITIVE", findings: [] },
    ...part,
  };
}

export function facts(part: Partial<Facts> = {}): Facts {
  const proofs = { deadLetter: new Map(), retry: new Map(), idempotency: new Map() };
  const doubts = { deadLetter: new Map(), idempotency: new Map() };
  return { map: systemMap(), settings: {}, schemas: [], occupied: new Set(), proofs, doubts, ...part };
}

/** Everything that a domain needs for KEEP, in one system. */
export function proven(part: Partial<SystemMap> = {}, schemas: SchemaState[] = [schema()]): Facts {
  const map = systemMap({ producers: [producer()], consumers: [consumer({ dlq: "true", retry: true })], ...part });
  const all = () => new Map(map.consumers.map(({ id }) => [id, { holds: true, why: "shown by run 1" }]));
  return facts({ map, schemas, proofs: { deadLetter: all(), retry: all(), idempotency: all() } });
}
