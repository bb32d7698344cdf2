import { expect, test } from "vitest";
import { manifestReaders } from "../../src/detect/manifests.ts";
import { parseConfig } from "../../src/workspace/config.ts";

/** `name@line`, with `!` for test scope. */
function read(path: string, text: string, others: Record<string, string> = {}): string[] {
  const reader = manifestReaders.find(({ name }) => name.test(path))!;
  const tree = parseConfig(path, text)?.documents[0];
  return reader
    .read({ path, text, tree, other: (other) => others[other] })
    .map(({ name, line, testOnly }) => `${name}@${line}${testOnly ? "!" : ""}`);
}

const cases: Record<string, { path: string; text: string; others?: Record<string, string>; found: string[] }> = {
  "package.json": {
    path: "web/package.json",
    text: '{\n  "dependencies": {\n    "kafkajs": "2.2.4"\n  },\n  "devDependencies": { "nats": "2" },\n  "peerDependencies": { "@types/amqplib": "1" }\n}\n',
    found: ["kafkajs@3", "@types/amqplib@6!", "nats@5!"],
  },
  "requirements of pip": {
    path: "app/requirements.txt",
    text: "-r base.txt\n# kafka-python\nConfluent_Kafka[avro]==2.3 ; python_version > '3'\npika~=1.3  # broker\n--hash=sha256:1\n",
    found: ["confluent_kafka@3", "pika@4"],
  },
  "requirements of a test scope": { path: "requirements-dev.txt", text: "pika\n", found: ["pika@1!"] },
  "pyproject, PEP 621 and groups": {
    path: "pyproject.toml",
    text: '[project]\ndependencies = [\n  "nats-py>=2",\n  # "pika",\n]\n[project.optional-dependencies]\nqueue = ["aio-pika"]\n[dependency-groups]\ntest = ["boto3"]\n',
    found: ["nats-py@3", "aio-pika@7", "boto3@9!"],
  },
  "pyproject, Poetry": {
    path: "pyproject.toml",
    text: '[tool.poetry.dependencies]\npython = "^3.12"\nboto3 = "^1"\nCelery = { version = "5", extras = ["redis"] }\n[tool.poetry.group.dev.dependencies]\nmoto = "5"\n',
    found: ["boto3@3", "celery@4", "moto@6!"],
  },
  Pipfile: { path: "Pipfile", text: '[packages]\naiokafka = "*"\n[dev-packages]\npika = "*"\n', found: ["aiokafka@2", "pika@4!"] },
  "setup.py": {
    path: "src/setup.py",
    text: 'from setuptools import setup\nsetup(\n  install_requires=[\n    "celery[redis]>=5",  # "pika"\n    # "kafka-python",\n    "boto3",\n  ],\n)\n',
    found: ["celery@4", "boto3@6"],
  },
  "setup.cfg": { path: "setup.cfg", text: "[options]\ninstall_requires =\n    pika>=1\n    boto3\n", found: ["pika@3", "boto3@4"] },
  "pom.xml": {
    path: "pom.xml",
    text: `<project>
  <dependencyManagement><dependencies><dependency><groupId>a</groupId><artifactId>managed</artifactId></dependency></dependencies></dependencyManagement>
  <dependencies>
    <!-- <dependency>
      <groupId>a</groupId><artifactId>gone</artifactId></dependency> -->
    <dependency>
      <groupId>org.springframework.kafka</groupId>
      <artifactId>spring-kafka</artifactId>
      <exclusions><exclusion><groupId>x</groupId><artifactId>y</artifactId></exclusion></exclusions>
    </dependency>
    <dependency><groupId>a</groupId><artifactId>t</artifactId><scope>test</scope></dependency>
  </dependencies>
  <build><plugins><plugin><dependencies><dependency><groupId>a</groupId><artifactId>p</artifactId></dependency></dependencies></plugin></plugins></build>
</project>`,
    found: ["org.springframework.kafka:spring-kafka@8", "a:t@11!"],
  },
  "build.gradle": {
    path: "svc/build.gradle",
    text: "dependencies {\n  // implementation 'a:gone:1'\n  implementation 'org.apache.kafka:kafka-clients:3.7.0'\n  testImplementation 'org.testcontainers:kafka:1'\n  implementation group: 'com.rabbitmq', name: 'amqp-client', version: '5'\n}\n",
    found: ["org.apache.kafka:kafka-clients@3", "org.testcontainers:kafka@4!", "com.rabbitmq:amqp-client@5"],
  },
  "build.gradle.kts with a version catalog": {
    path: "svc/build.gradle.kts",
    text: "dependencies {\n    implementation(libs.kafka.clients)\n    implementation(libs.bundles.queue)\n    testImplementation(libs.nats)\n}\n",
    others: {
      "gradle/libs.versions.toml":
        '[libraries]\nkafka-clients = { module = "org.apache.kafka:kafka-clients", version = "3" }\nnats = "io.nats:jnats:2"\nrabbit = { group = "com.rabbitmq", name = "amqp-client" }\n[bundles]\nqueue = ["rabbit"]\n',
    },
    found: ["org.apache.kafka:kafka-clients@2", "com.rabbitmq:amqp-client@3", "io.nats:jnats@4!"],
  },
  "go.mod": {
    path: "go.mod",
    text: "module x\n\ngo 1.22\n\nrequire github.com/IBM/sarama v1.43.0\n\nrequire (\n\tgithub.com/nats-io/nats.go v1.31.0\n\t// github.com/streadway/amqp v1.0.0\n\tgithub.com/rabbitmq/amqp091-go v1.9.0 // indirect\n)\n\nreplace github.com/a/b => github.com/c/d v1.0.0\n",
    found: ["github.com/IBM/sarama@5", "github.com/nats-io/nats.go@8"],
  },
  csproj: {
    path: "src/A/A.csproj",
    text: '<Project>\n  <ItemGroup>\n    <PackageReference Include="Confluent.Kafka" />\n    <!-- <PackageReference Include="NATS.Net" /> -->\n    <PackageReference Version="8.2" Include="MassTransit" />\n  </ItemGroup>\n</Project>\n',
    found: ["Confluent.Kafka@3", "MassTransit@5"],
  },
  "csproj of tests": {
    path: "A.Tests/A.Tests.csproj",
    text: '<PackageReference Include="RabbitMQ.Client" />\n',
    found: ["RabbitMQ.Client@1!"],
  },
  "Cargo.toml": {
    path: "Cargo.toml",
    text: '[dependencies]\nrdkafka = "0.36"\nqueue = { package = "lapin", version = "2" }\n[dev-dependencies]\nasync-nats = "0.33"\n',
    found: ["rdkafka@2", "lapin@3", "async-nats@5!"],
  },
  "build.sbt": {
    path: "build.sbt",
    text: 'libraryDependencies ++= Seq(\n  // "a" % "gone" % "1",\n  "org.apache.kafka" % "kafka-clients" % "3.7.0",\n  "com.github.fd4s" %% "fs2-kafka" % fs2Version,\n  "com.rabbitmq" % "amqp-client" % "5" % Test,\n)\n',
    found: ["org.apache.kafka:kafka-clients@3", "com.github.fd4s:fs2-kafka@4", "com.rabbitmq:amqp-client@5!"],
  },
};

test.each(Object.entries(cases))("%s", (_, { path, text, others, found }) => {
  expect(read(path, text, others)).toEqual(found);
});

test("central versions reference nothing", () => {
  expect(manifestReaders.some(({ name }) => name.test("src/Directory.Packages.props"))).toBe(false);
});

test("broken manifests give what can be read and never throw", () => {
  const broken = [
    "{",
    "<project><dependency><groupId>a",
    "[[[",
    "require (",
    "\0",
    "a".repeat(10_000),
    '{"dependencies": {"kafkajs": [1, {"a": null}]}}',
  ];
  for (const reader of manifestReaders) {
    for (const text of broken)
      expect(() =>
        reader.read({ path: "x", text, tree: parseConfig("package.json", text)?.documents[0], other: () => text }),
      ).not.toThrow();
  }
});
