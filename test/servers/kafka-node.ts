import { spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { copyFileSync, existsSync, mkdirSync, openSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { clusterId, software, storePassword, users } from "./kafka-software.ts";

export interface Node {
  readonly id: number;
  readonly folder: string;
  readonly ports: {
    readonly plain: number;
    readonly sasl: number;
    readonly tls: number;
    readonly controller: number;
    readonly behind: number;
    readonly front: number;
  };
}

/** The configuration of one node, all of whose peers are `nodes`, and its data folder. */
export function prepareNode({ id, folder, ports }: Node, nodes: readonly Node[]): void {
  const data = join(folder, "data");
  mkdirSync(data, { recursive: true });
  copyFileSync(software().bootstrap, join(data, "bootstrap.checkpoint"));
  // What `kafka-storage format` writes: https://kafka.apache.org/documentation/#kraft_storage
  const directory = randomBytes(16).toString("base64url").replace(/^-/, "A");
  writeFileSync(
    join(data, "meta.properties"),
    [`node.id=${id}`, `directory.id=${directory}`, "version=1", `cluster.id=${clusterId}`, ""].join("\n"),
  );
  const copies = Math.min(3, nodes.length);
  const internal = ["offsets.topic", "transaction.state.log", "share.coordinator.state.topic"];
  const listeners = { PLAIN: ports.plain, SASL: ports.sasl, TLS: ports.tls, BEHIND: ports.behind };
  const plainUsers = Object.entries(users).map(([name, password]) => `user_${name}="${password}"`);
  const login = "org.apache.kafka.common.security";
  const settings: Record<string, string | number> = {
    "process.roles": "broker,controller",
    "node.id": id,
    "controller.quorum.voters": nodes.map((node) => `${node.id}@127.0.0.1:${node.ports.controller}`).join(","),
    listeners: at({ ...listeners, CONTROLLER: ports.controller }).join(","),
    "advertised.listeners": at({ ...listeners, BEHIND: ports.front }).join(","),
    "listener.security.protocol.map": "PLAIN:PLAINTEXT,SASL:SASL_PLAINTEXT,TLS:SSL,BEHIND:PLAINTEXT,CONTROLLER:PLAINTEXT",
    "controller.listener.names": "CONTROLLER",
    "inter.broker.listener.name": "PLAIN",
    "sasl.enabled.mechanisms": "PLAIN,SCRAM-SHA-256,SCRAM-SHA-512",
    "listener.name.sasl.plain.sasl.jaas.config": `${login}.plain.PlainLoginModule required ${plainUsers.join(" ")};`,
    "listener.name.sasl.scram-sha-256.sasl.jaas.config": `${login}.scram.ScramLoginModule required;`,
    "listener.name.sasl.scram-sha-512.sasl.jaas.config": `${login}.scram.ScramLoginModule required;`,
    "ssl.keystore.location": software().keyStore,
    "ssl.keystore.password": storePassword,
    "ssl.key.password": storePassword,
    "ssl.keystore.type": "PKCS12",
    "authorizer.class.name": "org.apache.kafka.metadata.authorizer.StandardAuthorizer",
    "super.users": "User:ANONYMOUS;User:tester",
    "log.dirs": data,
    "num.partitions": 3,
    "default.replication.factor": copies,
    "min.insync.replicas": Math.max(1, copies - 1),
    "auto.create.topics.enable": "false",
    "group.initial.rebalance.delay.ms": 0,
    "num.network.threads": 2,
    "num.io.threads": 4,
    "log.cleaner.dedupe.buffer.size": 2_097_152,
    "log.retention.check.interval.ms": 1000,
    "log.segment.delete.delay.ms": 1000,
    // A leader that was killed is replaced soon.
    "broker.session.timeout.ms": 3000,
    "broker.heartbeat.interval.ms": 500,
    "controller.quorum.election.timeout.ms": 500,
    "controller.quorum.fetch.timeout.ms": 1500,
    ...Object.fromEntries(
      internal.flatMap((name) => [
        [`${name}.num.partitions`, 2],
        [`${name}.replication.factor`, copies],
      ]),
    ),
    "transaction.state.log.min.isr": Math.max(1, copies - 1),
    "share.coordinator.state.topic.min.isr": Math.max(1, copies - 1),
  };
  writeFileSync(
    join(folder, "server.properties"),
    Object.entries(settings)
      .map(([key, value]) => `${key}=${value}\n`)
      .join(""),
  );
}

function at(ports: Readonly<Record<string, number>>): string[] {
  return Object.entries(ports).map(([name, port]) => `${name}://127.0.0.1:${port}`);
}

/** Starts a node that was prepared, and does not wait for it. Its pid. */
export function launchNode(folder: string, flags: readonly string[] = []): number {
  const { libraries, classes } = software();
  const log = openSync(join(folder, "server.log"), "a");
  const memory = ["-Xms128m", "-Xmx512m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"];
  const known = existsSync(classes) ? [`-XX:SharedArchiveFile=${classes}`] : [];
  const logging = ["-Dorg.slf4j.simpleLogger.defaultLogLevel=warn", "-Dorg.slf4j.simpleLogger.showDateTime=true"];
  const args = [...memory, ...known, ...flags, ...logging, "-cp", libraries, "kafka.Kafka", join(folder, "server.properties")];
  const node = spawn("java", args, { detached: true, stdio: ["ignore", log, log], cwd: folder });
  node.unref();
  if (node.pid === undefined) throw new Error("java cannot be started");
  return node.pid;
}

/** The last words of a node. */
export function lastWords(folder: string): string {
  return readFileSync(join(folder, "server.log"), "utf8").trim().split("\n").slice(-5).join("\n");
}
