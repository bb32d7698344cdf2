import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

/** What is true of one consumer of this corpus. */
export interface Label {
  /** Its own folder below this one: everything that it needs, its packages aside. */
  readonly folder: string;
  /** `node`, `python` or `java` first; then as it is started in its folder. */
  readonly command: readonly string[];
  /** SQL files of its folder, run on an empty database in this order. */
  readonly setup: readonly string[];
  readonly broker: "kafka" | "rabbitmq" | "sqs" | "nats";
  readonly channel: string;
  readonly group: string;
  readonly language: "typescript" | "javascript" | "python" | "java";
  readonly database: "postgres" | "sqlite";
  readonly verdict: "idempotent" | "not-idempotent";
  /** Fault classes that show it, each enough by itself: F1 … F12. F17: its poison does not end in a dead letter. */
  readonly revealedBy: readonly string[];
  /** What is wrong, or what makes it right, for people. */
  readonly why: string;
  /** Subjects that it sends to, of a stream that is there. */
  readonly publishes?: readonly string[];
  /** RabbitMQ: definitions (queues, bindings, policies) that its system brings along. */
  readonly definitions?: string;
}

export const folderOf = (label: Label): string => fileURLToPath(new URL(label.folder, import.meta.url));

export const nameOf = ({ folder, command }: Label): string => [folder, ...command.slice(1)].join(" ");

export const labels = JSON.parse(readFileSync(new URL("labels.json", import.meta.url), "utf8")) as readonly Label[];

export const events = JSON.parse(readFileSync(new URL("events.json", import.meta.url), "utf8")) as readonly {
  readonly event_id: string;
  readonly data: { readonly account: string; readonly amount: number; readonly seq: number };
}[];
