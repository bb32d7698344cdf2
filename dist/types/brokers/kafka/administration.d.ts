import type { Admin } from "kafkajs";
import type { Session } from "../broker.ts";
import type { Client } from "./client.ts";
import type { Log } from "./log.ts";
export type Administration = Pick<Session, "observe" | "create" | "update" | "remove" | "describe">;
/**
 * Topics and groups, looked at, made, changed, taken back. Kafka keeps no mark of who made something: this session knows what it has
 * made itself. `kept` tells how many records keep a topic, or a group, from being removed.
 */
export declare function administer({ connection }: Client, log: Log, admin: () => Promise<Admin>, kept: (topic: string, group?: string) => Promise<number>, changed: () => void): Administration;
