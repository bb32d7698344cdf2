import type { BrokerKind, ChannelKind } from "../model/broker.ts";
import type { Channel, Consumer, DeadLetter, EventType, Producer, SchemaFile } from "../model/system.ts";
import type { Finding } from "../model/finding.ts";

export interface Place {
  /** Relative to the root, POSIX. */
  file: string;
  /** 1-based. */
  line: number;
}

/** A dependency that a manifest declares. */
export interface Dependency extends Place {
  ecosystem: "npm" | "pypi" | "maven" | "go" | "nuget" | "cargo" | "sbt";
  /** Lower case for pypi; group:artifact for maven. */
  name: string;
  version?: string;
  /** Test scope, dev groups, stub packages. */
  testOnly: boolean;
}

/** One statement about the repository with its place. Plug-ins state facts; the core resolves, links and judges. */
export type Fact =
  | ({ fact: "broker"; broker: BrokerKind; name?: string; role: "app" | "infra"; what: string } & Place)
  | ({ fact: "producer" } & Omit<Producer, "id" | "service">)
  | ({ fact: "consumer" } & Omit<Consumer, "id" | "service" | "dlq" | "idempotent"> &
      Partial<Pick<Consumer, "dlq" | "idempotent">> & { alsoAt?: Place[] })
  | ({ fact: "channel" } & Channel)
  | ({ fact: "dead-letter" } & DeadLetter)
  | ({ fact: "schema" } & SchemaFile)
  | ({ fact: "event-type" } & Omit<EventType, "service">)
  | ({ fact: "sign"; of: "eventSourcing" | "cqrs" | "outbox"; what: string } & Place)
  | ({ fact: "question"; question: string; setting: string } & Place)
  | { fact: "finding"; finding: Finding };

export type FactOf<K extends Fact["fact"]> = Extract<Fact, { fact: K }>;

export type { BrokerKind, ChannelKind };
