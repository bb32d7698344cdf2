import { execFile } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { onPath } from "./programs.ts";
import { installed } from "./places.ts";

const run = promisify(execFile);

/** The newest of which Maven Central has the command-line tools too. */
export const version = "4.3.1";
const place = (): string => installed(`kafka-${version}`);

/** Whom the SASL listeners let in. `outsider` is let in and may do nothing. */
export const users = { tester: "tester-secret", outsider: "outsider-secret" } as const;
export const storePassword = "kafka-store-secret";

export interface Software {
  /** Class path of the server and of its tools. */
  readonly libraries: string;
  /** Data folder of a node that has run never, but for its `meta.properties`. */
  readonly bootstrap: string;
  readonly keyStore: string;
  /** PEM of the certificate in it. */
  readonly caFile: string;
  /** Loaded classes of a server that has started: halves the time to start. */
  readonly classes: string;
}

export function software(): Software {
  const at = place();
  return {
    libraries: join(at, "libs", "*"),
    bootstrap: join(at, "bootstrap.checkpoint"),
    keyStore: join(at, "server.p12"),
    caFile: join(at, "ca.pem"),
    classes: join(at, "classes.jsa"),
  };
}

export function missingKafka(): string | undefined {
  if (onPath("java") === undefined) return "Java 17 or later: apt-get install openjdk-17-jdk-headless";
  return existsSync(join(place(), "complete")) ? undefined : `Apache Kafka ${version}: npm run brokers -- install kafka`;
}

const pom = `<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion><groupId>test</groupId><artifactId>kafka</artifactId><version>1</version>
  <dependencies>
    <dependency><groupId>org.apache.kafka</groupId><artifactId>kafka_2.13</artifactId><version>${version}</version></dependency>
    <dependency><groupId>org.apache.kafka</groupId><artifactId>kafka-tools</artifactId><version>${version}</version></dependency>
    <dependency><groupId>org.slf4j</groupId><artifactId>slf4j-simple</artifactId><version>1.7.36</version></dependency>
  </dependencies>
</project>
`;

/** Jars from Maven Central, a certificate, a formatted data folder; `warmUp` starts a server once with these JVM flags and ends it. */
export async function installKafka(warmUp: (flags: readonly string[]) => Promise<void>): Promise<void> {
  if (missingKafka() === undefined) return;
  const at = place();
  const { libraries, keyStore, caFile, bootstrap, classes } = software();
  writeFileSync(join(at, "pom.xml"), pom);
  await run("mvn", ["-q", "-B", "-f", join(at, "pom.xml"), "dependency:copy-dependencies", `-DoutputDirectory=${join(at, "libs")}`], {
    timeout: 600_000,
  });
  rmSync(keyStore, { force: true });
  const store = ["-keystore", keyStore, "-storepass", storePassword, "-alias", "server"];
  const about = ["-dname", "CN=localhost", "-ext", "san=dns:localhost,ip:127.0.0.1", "-ext", "bc:c", "-validity", "3650"];
  await run("keytool", ["-genkeypair", ...store, "-keyalg", "EC", "-groupname", "secp256r1", "-storetype", "PKCS12", ...about]);
  await run("keytool", ["-exportcert", "-rfc", ...store, "-file", caFile]);
  await format(libraries, bootstrap);
  rmSync(classes, { force: true });
  await warmUp([`-XX:ArchiveClassesAtExit=${classes}`]);
  writeFileSync(join(at, "complete"), "");
}

/** What the storage tool makes is the same for each node but for its name: it is made once. */
async function format(libraries: string, bootstrap: string): Promise<void> {
  const folder = mkdtempSync(join(place(), "format-"));
  const config = join(folder, "server.properties");
  const data = join(folder, "data");
  mkdirSync(data);
  const lines = ["process.roles=broker,controller", "node.id=1", "controller.quorum.voters=1@127.0.0.1:9093", `log.dirs=${data}`];
  const listeners = ["listeners=PLAIN://127.0.0.1:9092,CONTROLLER://127.0.0.1:9093", "controller.listener.names=CONTROLLER"];
  const protocols = ["listener.security.protocol.map=PLAIN:PLAINTEXT,CONTROLLER:PLAINTEXT", "inter.broker.listener.name=PLAIN"];
  writeFileSync(config, [...lines, ...listeners, ...protocols, ""].join("\n"));
  const scram = Object.entries(users).flatMap(([name, password]) =>
    ["SCRAM-SHA-256", "SCRAM-SHA-512"].flatMap((mechanism) => ["--add-scram", `${mechanism}=[name=${name},password=${password}]`]),
  );
  await run("java", ["-cp", libraries, "kafka.tools.StorageTool", "format", "-t", clusterId, "-c", config, ...scram]);
  await run("cp", [join(data, "bootstrap.checkpoint"), bootstrap]);
  rmSync(folder, { recursive: true });
}

export const clusterId = "Z29kbW9kZS1ldmVudC0xMQ";
