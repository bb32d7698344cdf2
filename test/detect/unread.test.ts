import { describe, expect, test } from "vitest";
import { detectFiles } from "./repository.ts";

const npm = (...names: string[]) => JSON.stringify({ dependencies: Object.fromEntries(names.map((name) => [name, "1"])) });
const unread = async (files: Record<string, string>) =>
  (await detectFiles(files)).unreadClients.map(({ library, file, line }) => `${library} ${file}:${line}`);

describe("what may send or read and was not recognised is said", () => {
  test.each<[string, Record<string, string>, string[]]>([
    [
      "a client without a detector",
      { "package.json": npm("@acme/kafka-bus"), "a.ts": 'import Kafka from "@acme/kafka-bus";\n' },
      ["@acme/kafka-bus package.json:1"],
    ],
    [
      "a client that is imported and whose use is not understood",
      { "package.json": npm("kafkajs"), "a.ts": '// in\nimport { Kafka } from "kafkajs";\nexport { Kafka };\n' },
      ["kafkajs a.ts:2"],
    ],
    [
      "a broker that compose starts",
      { "compose.yaml": "services:\n  mq:\n    image: rabbitmq:3\n", "a.ts": "export {};\n" },
      ["rabbitmq compose.yaml:3"],
    ],
    ["a declared queue", { "main.tf": 'resource "aws_sqs_queue" "a" {\n  name = "a"\n}\n' }, ["sqs main.tf:1"]],
    [
      "a listener whose base comes from a package",
      {
        "package.json": npm("@acme/common"),
        "a.ts":
          'import { parts } from "@acme/common";\n\nexport class OrderPlacedListener extends parts.nats\n  .Listener<OrderPlaced> {\n  readonly subject = "order:placed";\n}\n',
      },
      ["@acme/common package.json:1"],
    ],
    [
      "a consumer in Python whose base comes from a package",
      {
        "requirements.txt": "acme-common\n",
        "a.py": 'from acme_common.bus import BaseConsumer\n\nclass Placed(BaseConsumer):\n    topic = "orders"\n',
      },
      ["acme-common requirements.txt:1"],
    ],
    [
      "a module from elsewhere that makes a queue",
      {
        "main.tf":
          'module "a" {\n  source = "git::https://example.com/parts.git"\n}\noutput "x" {\n  value = module.a.queue_url\n}\nresource "null_resource" "b" {\n  triggers = { q = module.a.queue_arn }\n}\n',
      },
      ["sqs main.tf:1"],
    ],
    [
      "an SDK with many uses in a language that is not read",
      {
        "go.mod": "module x\n\nrequire github.com/aws/aws-sdk-go v1.5.0\n",
        "a.go": 'package a\nimport "github.com/aws/aws-sdk-go/service/sqs"\n',
      },
      ["github.com/aws/aws-sdk-go go.mod:3"],
    ],
    [
      "an SDK with many uses that no detector reads",
      { "requirements.txt": "botocore\n", "a.py": 'import botocore\nclient = session.create_client("sns")\n' },
      ["botocore requirements.txt:1"],
    ],
  ])("%s", async (_, files, expected) => {
    expect(await unread(files)).toEqual(expected);
  });

  test.each<[string, Record<string, string>]>([
    [
      "a client of which only a type is imported",
      { "package.json": npm("kafkajs"), "a.ts": 'import type {\n  Message,\n} from "kafkajs";\nexport type A = Message;\n' },
    ],
    ["a client that nothing imports", { "package.json": npm("kafkajs"), "a.ts": "export {};\n" }],
    [
      "a package whose name begins like a client's",
      { "package.json": npm("bull"), "a.ts": 'import { shoot } from "bullet";\nexport const a = f("bull");\n' },
    ],
    [
      "an SDK used for something else",
      {
        "go.mod": "module x\n\nrequire github.com/aws/aws-sdk-go v1.5.0\n",
        "a.go": 'package a\nimport "github.com/aws/aws-sdk-go/service/s3"\n',
      },
    ],
    [
      "a module from elsewhere that makes a network",
      {
        "main.tf":
          'module "a" {\n  source = "git::https://example.com/parts.git"\n}\nresource "null_resource" "b" {\n  triggers = { q = module.a.subnet_id }\n}\n',
      },
    ],
    [
      "a base in the same repository",
      {
        "package.json": npm("@acme/common"),
        "a.ts": 'import { Listener } from "./base";\nexport class Placed extends Listener {\n  readonly subject = "order:placed";\n}\n',
      },
    ],
    [
      "a base that names no channel",
      {
        "package.json": npm("@acme/common"),
        "a.ts": 'import { Listener } from "@acme/common";\nexport class Placed extends Listener {\n  readonly colour = "red";\n}\n',
      },
    ],
    [
      "the core of an SDK that is read",
      {
        "requirements.txt": "boto3\nbotocore\n",
        "a.py": 'import boto3\nimport botocore\nboto3.client("sqs").send_message(QueueUrl="q", MessageBody="x")\n',
      },
    ],
    ["a cache", { "requirements.txt": "aioredis\n", "a.py": 'import aioredis\nawait client.set("a", 1)\n' }],
    [
      "code that was read",
      {
        "package.json": npm("kafkajs"),
        "a.ts": 'import { Kafka } from "kafkajs";\nawait new Kafka({}).producer().send({ topic: "orders", messages: [] });\n',
      },
    ],
  ])("nothing for %s", async (_, files) => {
    expect(await unread(files)).toEqual([]);
  });
});
