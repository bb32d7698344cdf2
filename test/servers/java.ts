import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { promisify } from "node:util";
import { installed } from "./places.ts";
import { onPath } from "./programs.ts";

const run = promisify(execFile);

/** Plain clients, and Spring without Boot, for consumers that tests run. */
const artifacts = [
  "org.apache.kafka:kafka-clients:4.3.1",
  "com.rabbitmq:amqp-client:5.37.1",
  "org.postgresql:postgresql:42.7.14",
  "com.fasterxml.jackson.core:jackson-databind:2.20.1",
  "org.springframework:spring-context:7.0.10",
  "org.springframework:spring-jdbc:7.0.10",
  "org.springframework.kafka:spring-kafka:4.1.2",
  "org.springframework.amqp:spring-rabbit:4.1.2",
  "org.slf4j:slf4j-api:2.0.17",
  "org.slf4j:slf4j-nop:2.0.17",
];
const place = (): string => installed("java");
const complete = (): string => join(place(), "complete");
const libraries = (): string => join(place(), "libs", "*");

export function missingJava(): string | undefined {
  if (onPath("javac") === undefined || onPath("mvn") === undefined)
    return "Java 17 and Maven: apt-get install openjdk-17-jdk-headless maven";
  return existsSync(complete()) ? undefined : "Java clients: npm run brokers -- install";
}

/** Jars from Maven Central. */
export async function installJava(): Promise<void> {
  if (existsSync(complete())) return;
  const dependencies = artifacts
    .map((each) => each.split(":"))
    .map(
      ([group, artifact, version]) =>
        `<dependency><groupId>${group}</groupId><artifactId>${artifact}</artifactId><version>${version}</version></dependency>`,
    );
  writeFileSync(
    join(place(), "pom.xml"),
    `<project xmlns="http://maven.apache.org/POM/4.0.0"><modelVersion>4.0.0</modelVersion><groupId>test</groupId><artifactId>clients</artifactId>
<version>1</version><dependencies>\n${dependencies.join("\n")}\n</dependencies></project>\n`,
  );
  await run(
    "mvn",
    ["-q", "-B", "-f", join(place(), "pom.xml"), "dependency:copy-dependencies", `-DoutputDirectory=${join(place(), "libs")}`],
    {
      timeout: 600_000,
    },
  );
  writeFileSync(complete(), artifacts.join("\n"));
}

/** Compiles a folder's sources, once for each state of them, and says what runs a class of it. */
export async function javaArguments(folder: string): Promise<string[]> {
  const sources = readdirSync(folder).filter((name) => name.endsWith(".java"));
  const texts = sources.map((name) => readFileSync(join(folder, name), "utf8"));
  const classes = join(place(), "classes", createHash("sha256").update(texts.join("\0")).digest("hex").slice(0, 16));
  if (!existsSync(classes)) {
    const fresh = mkdtempSync(join(place(), "compile-"));
    await run("javac", ["-parameters", "-d", fresh, "-cp", libraries(), ...sources.map((name) => join(folder, name))]);
    mkdirSync(join(place(), "classes"), { recursive: true });
    renameSync(fresh, classes);
  }
  return ["-cp", [classes, libraries()].join(delimiter), "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xshare:auto", "-Xmx192m"];
}
