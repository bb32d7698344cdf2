type Files = Record<string, string>;

/** For each rule a repository that breaks it, the place, and repositories that look alike and hold. */
export const cases: Record<string, { breaks: Files; at: string; holds: Files[] }> = {};

const tf = (text: string): Files => ({ "infra/main.tf": text });
const npm = (...names: string[]) => JSON.stringify({ dependencies: Object.fromEntries(names.map((name) => [name, "1"])) });
const template = (resources: string) => `AWSTemplateFormatVersion: "2010-09-09"\nResources:\n${resources}`;

const plainQueue = 'resource "aws_sqs_queue" "picking" {\n  name = "picking"\n}\n';
const withDead =
  'resource "aws_sqs_queue" "picking" {\n  name = "picking"\n  redrive_policy = jsonencode({ deadLetterTargetArn = aws_sqs_queue.other.arn, maxReceiveCount = 4 })\n}\nresource "aws_sqs_queue" "other" {\n  name = "other"\n}\n';
const subscribed =
  'resource "aws_sns_topic_subscription" "s" {\n  topic_arn = aws_sns_topic.t.arn\n  protocol = "sqs"\n  endpoint = aws_sqs_queue.picking.arn\n}\nresource "aws_sns_topic" "t" {\n  name = "orders"\n}\n';
const consumed =
  'resource "aws_lambda_event_source_mapping" "m" {\n  event_source_arn = aws_sqs_queue.picking.arn\n  function_name = "pick"\n}\n';

cases["QUEUE_WITHOUT_DEAD_LETTER"] = {
  breaks: tf(plainQueue),
  at: "infra/main.tf:1",
  holds: [tf(withDead), tf(plainQueue + consumed), tf(plainQueue.replaceAll("picking", "picking-dlq"))],
};

cases["CONSUMER_WITHOUT_DEAD_LETTER"] = {
  breaks: tf(plainQueue + consumed),
  at: "infra/main.tf:4",
  holds: [tf(withDead + consumed), tf(consumed.replace("aws_sqs_queue.picking.arn", '"arn:aws:sqs:eu-west-1:123456789012:elsewhere"'))],
};

const streamTable = "  Table:\n    Type: AWS::DynamoDB::Table\n    Properties: { StreamSpecification: { StreamViewType: NEW_IMAGE } }\n";
const streamFunction = (more: string) =>
  `  F:\n    Type: AWS::Serverless::Function\n    Properties:\n      Events:\n        S:\n          Type: DynamoDB\n          Properties:\n            Stream: !GetAtt Table.StreamArn\n${more}`;
cases["STREAM_HANDLER_WITHOUT_FAILURE_DESTINATION"] = {
  breaks: { "t.yaml": template(streamTable + streamFunction("")) },
  at: "t.yaml:11",
  holds: [
    {
      "t.yaml": template(
        streamTable + streamFunction("            DestinationConfig: { OnFailure: { Destination: arn:aws:sqs:eu-west-1:1:dead } }\n"),
      ),
    },
  ],
};

const swallowing =
  "import boto3\n\ndef handler(event, context):\n    try:\n        for record in event['Records']:\n            boto3.client('sns').publish(TopicArn='t', Message=record['body'])\n    except Exception as error:\n        print(error)\n";
const sqsFunction =
  "  Q:\n    Type: AWS::SQS::Queue\n    Properties: { RedrivePolicy: { deadLetterTargetArn: !GetAtt D.Arn, maxReceiveCount: 4 } }\n  D: { Type: AWS::SQS::Queue }\n  F:\n    Type: AWS::Serverless::Function\n    Properties:\n      CodeUri: src/\n      Handler: app.handler\n      Events:\n        E:\n          Type: SQS\n          Properties: { Queue: !GetAtt Q.Arn }\n";
cases["DEAD_LETTER_NEVER_ACTS"] = {
  breaks: { "t.yaml": template(sqsFunction), "src/app.py": swallowing },
  at: "src/app.py:3",
  holds: [
    { "t.yaml": template(sqsFunction), "src/app.py": swallowing.replace("        print(error)", "        raise") },
    { "t.yaml": template(sqsFunction) },
  ],
};

const bareQueue = sqsFunction.replace(/    Properties: \{ RedrivePolicy.*\n/, "").replace("  D: { Type: AWS::SQS::Queue }\n", "");
cases["ERROR_SWALLOWED_THEN_ACKED"] = {
  breaks: { "t.yaml": template(bareQueue), "src/app.py": swallowing },
  at: "src/app.py:7",
  holds: [
    { "t.yaml": template(bareQueue), "src/app.py": swallowing.replace("        print(error)", "        raise") },
    { "t.yaml": template(sqsFunction), "src/app.py": swallowing },
  ],
};

cases["DEAD_LETTER_QUEUE_NOT_ATTACHED"] = {
  breaks: tf(plainQueue.replaceAll("picking", "picking-dlq")),
  at: "infra/main.tf:1",
  holds: [tf(withDead.replaceAll("other", "picking_dlq")), tf(plainQueue)],
};

cases["QUEUE_WITHOUT_CONSUMER"] = {
  breaks: tf(withDead + subscribed),
  at: "infra/main.tf:1",
  holds: [
    tf(withDead + subscribed + consumed),
    tf(withDead),
    { ...tf(withDead + subscribed), "main.go": "package main" },
    tf((withDead + subscribed).replace('name = "picking"', 'name = "${var.unknown}"')),
  ],
};

const received = (count: number) => tf(withDead.replace("maxReceiveCount = 4", `maxReceiveCount = ${count}`));
cases["MAX_RECEIVE_COUNT_ONE"] = { breaks: received(1), at: "infra/main.tf:1", holds: [received(2), tf(plainQueue)] };

const timed = (visibility: string, timeout: number) => ({
  "t.yaml": template(
    `  Q:\n    Type: AWS::SQS::Queue\n${visibility}  F:\n    Type: AWS::Serverless::Function\n    Properties:\n      Timeout: ${timeout}\n      Events: { E: { Type: SQS, Properties: { Queue: !GetAtt Q.Arn } } }\n`,
  ),
});
cases["VISIBILITY_TIMEOUT_BELOW_FUNCTION_TIMEOUT"] = {
  breaks: timed("    Properties: { VisibilityTimeout: 20 }\n", 25),
  at: "t.yaml:4",
  holds: [
    timed("    Properties: { VisibilityTimeout: 150 }\n", 25),
    timed("", 30),
    timed("    Properties: { VisibilityTimeout: 25 }\n", 25),
  ],
};

const fifo = (own: boolean, other: boolean) =>
  tf(withDead.replace('"picking"\n', `"picking"\n  fifo_queue = ${own}\n`).replace('"other"\n', `"other"\n  fifo_queue = ${other}\n`));
cases["FIFO_DLQ_TYPE_MISMATCH"] = {
  breaks: fifo(true, false),
  at: "infra/main.tf:1",
  holds: [fifo(true, true), fifo(false, false), tf(withDead)],
};

const inbox = (key: string): Files => ({ "db/1.sql": `CREATE TABLE processed_events (\n  event_id uuid${key}\n);\n` });
cases["INBOX_WITHOUT_UNIQUE_KEY"] = {
  breaks: inbox(""),
  at: "db/1.sql:1",
  holds: [
    inbox(" PRIMARY KEY"),
    inbox(",\n  consumer text, UNIQUE (event_id, consumer)"),
    { ...inbox(""), "db/2.sql": "CREATE UNIQUE INDEX one ON processed_events (event_id);\n" },
    { "db/1.sql": "CREATE TABLE events_seen (id int);\n" },
  ],
};

const kafkaConsumer = (group: string, topic: string) =>
  `import { Kafka } from "kafkajs";\nconst kafka = new Kafka({ brokers: ["b:9092"] });\nexport async function start${group}() {\n  const consumer = kafka.consumer({ groupId: "billing" });\n  await consumer.subscribe({ topics: ["${topic}"] });\n  await consumer.run({ eachMessage: handle${group} });\n}\nasync function handle${group}({ message }) {\n  console.log(message.value);\n}\n`;
const twoServices = (second: string): Files => ({
  "a/package.json": npm("kafkajs"),
  "a/in.ts": kafkaConsumer("A", "orders"),
  "b/package.json": npm("kafkajs"),
  "b/in.ts": second,
});
cases["CONSUMER_GROUP_SHARED"] = {
  breaks: twoServices(kafkaConsumer("B", "orders")),
  at: "b/in.ts:5",
  holds: [twoServices(kafkaConsumer("B", "returns")), twoServices(kafkaConsumer("B", "orders").replace('"billing"', '"shipping"'))],
};

const redis = (verb: string): Files => ({
  "requirements.txt": "redis\n",
  "in.py": `import redis\n\nclient = redis.Redis()\npubsub = client.pubsub()\n${verb}\nfor message in pubsub.listen():\n    print(message)\n`,
});
cases["AT_MOST_ONCE_TRANSPORT"] = {
  breaks: redis('pubsub.subscribe("orders")'),
  at: "in.py:5",
  holds: [{ "requirements.txt": "redis\n", "in.py": "import redis\n\nredis.Redis().set('a', 1)\n" }],
};

const avsc = (fields: string, name = "OrderPlaced"): Files => ({
  "go.mod": "require github.com/IBM/sarama v1\n",
  "s/x.avsc": `{"type": "record", "name": "${name}", "fields": [${fields}]}\n`,
});
cases["SCHEMA_UNPARSABLE"] = {
  breaks: { "s/x.avsc": '{\n  "type": "record",\n  "name": ]\n}\n' },
  at: "s/x.avsc:3",
  holds: [avsc(""), { "s/x.json": "{ no schema at all" }, { "api.yaml": 'openapi: 3.0.0\ninfo: {pattern: "\\d"}\n' }],
};
cases["SCHEMA_WITHOUT_EVENT_ID"] = {
  breaks: avsc('{"name": "total", "type": "int"}'),
  at: "s/x.avsc:1",
  holds: [
    avsc('{"name": "event_id", "type": "string"}'),
    avsc('{"name": "id", "type": "string"}, {"name": "specversion", "type": "string"}'),
    avsc('{"name": "metadata", "type": "string"}'),
    { ...avsc('{"name": "ref", "type": "string"}'), ".godmode/event.json": '{"envelope": {"event_id": "ref"}}' },
    { "s/x.avsc": '{"type": "record", "name": "Row", "fields": [{"name": "total", "type": "int"}]}' },
  ],
};
cases["COMMAND_SHAPED_EVENT"] = { breaks: avsc("", "CreateOrder"), at: "s/x.avsc:1", holds: [avsc("", "OrderCreated"), avsc("", "Order")] };
cases["EVENT_TYPE_NOT_PAST_TENSE"] = {
  breaks: avsc("", "OrderStatusEvent"),
  at: "s/x.avsc:1",
  holds: [avsc("", "OrderPlacedEvent"), avsc("", "OrderStatus")],
};

cases["CLIENT_UNUSED"] = {
  breaks: {
    "a/package.json": '{\n  "dependencies": { "kafkajs": "2" }\n}\n',
    "a/x.ts": "export const a = 1;\n",
    "b/x.ts": 'import "kafkajs";\n',
  },
  at: "a/package.json:2",
  holds: [
    { "package.json": npm("kafkajs"), "x.ts": 'import { Kafka } from "kafkajs";\n' },
    { "package.json": npm("kafkajs", "@nestjs/microservices"), "x.ts": "export const a = 1;\n" },
    { "package.json": npm("kafkajs") },
    { "requirements.txt": "kafka-python\n", "x.py": "from kafka import KafkaProducer\n" },
  ],
};
cases["BROKER_DECLARED_BUT_UNUSED"] = {
  breaks: { "compose.yaml": "services:\n  mq:\n    image: rabbitmq:3\n", "x.ts": "export const a = 1;\n" },
  at: "compose.yaml:3",
  holds: [
    { "compose.yaml": "services:\n  mq:\n    image: rabbitmq:3\n", "go.mod": "require github.com/rabbitmq/amqp091-go v1\n" },
    { "compose.yaml": "services:\n  mq:\n    image: rabbitmq:3\n", "requirements.txt": "celery\n" },
    { "compose.yaml": "services:\n  db:\n    image: postgres:16\n" },
  ],
};
cases["CODE_NOT_READ"] = {
  breaks: { "go.mod": "module x\n\nrequire github.com/IBM/sarama v1.43.0\n", "main.go": "package main\n" },
  at: "go.mod:3",
  holds: [
    { "go.mod": "module x\n", "main.go": "package main\n" },
    { "package.json": npm("kafkajs"), "x.ts": 'import "kafkajs";\n' },
  ],
};

cases["CLIENT_NOT_READ"] = {
  breaks: {
    "package.json": npm("@acme/kafka-bus"),
    "a.ts": 'export const kind = "@acme/kafka-business";\n',
    "x.ts": '// send\nimport { send } from "@acme/kafka-bus";\n',
    "y.ts": 'import "@acme/kafka-bus/extra";\n',
  },
  at: "x.ts:2",
  holds: [
    { "package.json": npm("kafkajs"), "x.ts": 'import "kafkajs";\n' },
    { "package.json": npm("@acme/kafka-bus"), "x.ts": "export const nothing = 1;\n" },
    { "package.json": npm("@opentelemetry/instrumentation-amqplib"), "x.ts": 'import "@opentelemetry/instrumentation-amqplib";\n' },
    { "package.json": npm("@kafkajs/confluent-schema-registry"), "x.ts": 'import "@kafkajs/confluent-schema-registry";\n' },
  ],
};
