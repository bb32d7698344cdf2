type Files = Record<string, string>;

/** For each rule about code a repository that breaks it, the place, and repositories that look alike and hold. */
export const codeCases: Record<string, { breaks: Files; at: string; holds: Files[] }> = {};

const npm = (...names: string[]): Files => ({
  "package.json": JSON.stringify({ dependencies: Object.fromEntries(names.map((name) => [name, "1"])) }),
});

/** A RabbitMQ consumer of "letters" whose handler has this body, starting at line 5. */
const rabbit = (body: string, options = ""): Files => ({
  ...npm("amqplib"),
  "src/a.ts": `import { connect } from "amqplib";
const channel = await (await connect("amqp://localhost")).createChannel();
await channel.assertQueue("letters");
await channel.consume("letters", async (message) => {
${body}
}${options});
`,
});
/** A kafkajs consumer whose handler has this body, starting at line 5. */
const kafka = (body: string): Files => ({
  ...npm("kafkajs"),
  "src/a.ts": `import { Kafka } from "kafkajs";
const kafka = new Kafka({}), producer = kafka.producer(), consumer = kafka.consumer({ groupId: "g" });
await consumer.subscribe({ topic: "orders" });
await consumer.run({ eachMessage: async ({ message }) => {
${body}
} });
`,
});
const work = 'await fetch("http://ledger", { method: "POST", body: String(message.value ?? message.content) });';

/** A poller of an SQS queue, whose `handle` says by its result whether it succeeded. */
const polled = (body: string): Files => ({
  ...npm("@aws-sdk/client-sqs"),
  "src/a.ts": `import { SQSClient, ReceiveMessageCommand, DeleteMessageCommand } from "@aws-sdk/client-sqs";
const sqs = new SQSClient({}), QueueUrl = "https://sqs.eu-west-1.amazonaws.com/1/letters";
while (true) {
const { Messages } = await sqs.send(new ReceiveMessageCommand({ QueueUrl }));
for (const message of Messages ?? []) {
${body}
}
}
async function handle(message: { content?: string; value?: string }) {
try {
${work}
return true;
} catch {
return false;
}
}
`,
});

codeCases["ACK_BEFORE_EFFECT"] = {
  breaks: rabbit(`channel.ack(message);\n${work}`),
  at: "src/a.ts:5",
  holds: [
    rabbit(`${work}\nchannel.ack(message);`),
    rabbit(`if (message === null) { channel.ack(message); return; }\n${work}\nchannel.ack(message);`),
    rabbit(`console.log("got one");\nchannel.ack(message);`),
    rabbit(`try {\n${work}\n} finally {\nchannel.ack(message);\n}`),
    polled("if (await handle(message)) await sqs.send(new DeleteMessageCommand({ QueueUrl }));"),
  ],
};

codeCases["ERROR_SWALLOWED_THEN_ACKED"] = {
  breaks: kafka(`try {\n${work}\n} catch (error) {\nconsole.error(error);\n}`),
  at: "src/a.ts:7",
  holds: [
    kafka(work),
    kafka(`try {\n${work}\n} catch (error) {\nconsole.error(error);\nthrow error;\n}`),
    kafka(`try {\n${work}\n} catch {\nawait producer.send({ topic: "orders.dlq", messages: [message] });\n}`),
    kafka(`try {\nJSON.parse(String(message.value));\n} catch {\nreturn;\n}\n${work}`),
    kafka(`try {\n${work}\n} catch (error) {\nif (retries(message) < 3) throw error;\n}`),
    kafka(`try {\n${work}\n} catch {\nprocess.exit(1);\n}`),
    kafka(`try {\n${work}\n} catch {\nawait producer.send({ topic: "order.failed", messages: [message] });\n}`),
    kafka(`try {\n${work}\n} catch (error) {\nawait db.query("INSERT INTO failures (why) VALUES ($1)", [String(error)]);\n}`),
    kafka(`for (let i = 0; i < 4; i++) {\ntry {\n${work}\nreturn;\n} catch {\nawait wait(i);\n}\n}\nthrow new Error("gave up");`),
    polled("if (await handle(message)) await sqs.send(new DeleteMessageCommand({ QueueUrl }));"),
  ],
};

codeCases["FAILED_MESSAGE_LEFT_UNACKNOWLEDGED"] = {
  breaks: rabbit(`try {\n${work}\nchannel.ack(message);\n} catch (error) {\nconsole.error(error);\n}`),
  at: "src/a.ts:8",
  holds: [
    rabbit(`try {\n${work}\nchannel.ack(message);\n} catch (error) {\nchannel.nack(message, false, false);\n}`),
    rabbit(`try {\n${work}\n} catch (error) {\nconsole.error(error);\n}\nchannel.ack(message);`),
    rabbit(`try {\n${work}\n} catch (error) {\nconsole.error(error);\n}`, ", { noAck: true }"),
  ],
};

codeCases["HANDLER_NOT_AWAITED"] = {
  breaks: { ...rabbit("handle(message);\nchannel.ack(message);"), "src/b.ts": "" },
  at: "src/a.ts:5",
  holds: [
    rabbit("await handle(message);\nchannel.ack(message);"),
    rabbit("await Promise.all([handle(message)]);\nchannel.ack(message);"),
    rabbit("return handle(message);"),
  ],
};
for (const files of [codeCases["HANDLER_NOT_AWAITED"].breaks, ...codeCases["HANDLER_NOT_AWAITED"].holds])
  files["src/a.ts"] += `async function handle(message: unknown) {\n${work}\n}\n`;

codeCases["AUTO_ACK_WITH_EFFECTS"] = {
  breaks: rabbit(work, ", { noAck: true }"),
  at: "src/a.ts:4",
  holds: [
    rabbit(work, ", { noAck: false }"),
    rabbit(work),
    rabbit("console.log(message);", ", { noAck: true }"),
    rabbit(`${work}\nchannel.sendToQueue(message.properties.replyTo, Buffer.from("done"));`, ", { noAck: true }"),
  ],
};

const tried = (failure: string) => `try {\n${work}\nchannel.ack(message);\n} catch {\n${failure}\n}`;
codeCases["REQUEUE_FOREVER"] = {
  breaks: rabbit(tried("channel.nack(message);")),
  at: "src/a.ts:9",
  holds: [
    rabbit(tried("channel.nack(message, false, false);")),
    rabbit(tried("channel.reject(message, false);")),
    rabbit(tried("if (attempts(message) < 4) channel.nack(message);\nelse channel.nack(message, false, false);")),
  ],
};

const withExchange = (files: Files): Files => ({
  ...files,
  "src/a.ts": files["src/a.ts"]!.replace('assertQueue("letters")', 'assertQueue("letters", { deadLetterExchange: "dead" })'),
});
codeCases["REJECT_WITHOUT_DEAD_LETTER"] = {
  breaks: rabbit(tried("channel.nack(message, false, false);")),
  at: "src/a.ts:9",
  holds: [
    withExchange(rabbit(tried("channel.nack(message, false, false);"))),
    {
      ...rabbit(tried("channel.nack(message, false, false);")),
      "policy.json": '{"policies":[{"definition":{"dead-letter-exchange":"dead"}}]}',
    },
    rabbit(tried("channel.nack(message);")),
  ],
};

codeCases["DUPLICATE_REPEATS_EFFECT"] = {
  breaks: kafka('await db.query("UPDATE accounts SET balance = balance + $1 WHERE id = $2", [message.value, message.key]);'),
  at: "src/a.ts:5",
  holds: [
    kafka('await db.query("UPDATE accounts SET balance = $1 WHERE id = $2", [message.value, message.key]);'),
    kafka(
      'const { rowCount } = await db.query("INSERT INTO processed_events (id) VALUES ($1) ON CONFLICT DO NOTHING", [message.key]);\nif (rowCount === 0) return;\nawait db.query("UPDATE accounts SET balance = balance + $1 WHERE id = $2", [message.value, message.key]);',
    ),
    kafka("const parts = await transcribe(message.value);\nfor (const part of parts) part.start += 5;"),
    kafka("let bytes = 0;\nbytes += message.value.length;\nconst counts = { seen: 0 };\ncounts.seen += 1;"),
  ],
};

const publish = (id: string) =>
  `await producer.send({ topic: "invoices", messages: [{ key: message.key, value: JSON.stringify({ event_id: ${id}, correlation_id: "c" }) }] });`;
codeCases["NEW_EVENT_ID_ON_REDELIVERY"] = {
  breaks: kafka(publish("randomUUID()")),
  at: "src/a.ts:5",
  holds: [
    kafka(publish("derive(message.key)")),
    kafka("const requestId = randomUUID();\nconsole.log(requestId);\n" + publish("String(message.key)")),
  ],
};

codeCases["DEDUPLICATION_IN_MEMORY"] = {
  breaks: kafka(`if (seen.has(String(message.key))) return;\n${work}\nseen.add(String(message.key));`),
  at: "src/a.ts:5",
  holds: [
    kafka(`if (allowed.has(String(message.key))) return;\n${work}`),
    kafka(`const seen = new Set();\nif (seen.has(1)) return;\nseen.add(1);\n${work}`),
  ],
};
for (const files of [codeCases["DEDUPLICATION_IN_MEMORY"].breaks, codeCases["DEDUPLICATION_IN_MEMORY"].holds[0]!])
  files["src/a.ts"] += "const seen = new Set<string>(), allowed = new Set<string>();\n";

const sending = (message: string): Files => ({
  ...npm("kafkajs"),
  "src/a.ts": `import { Kafka } from "kafkajs";\nconst producer = new Kafka({}).producer();\nexport const send = (order: { id: string }, rest: object) =>\n  producer.send({ topic: "orders", messages: [${message}] });\n`,
});
codeCases["PUBLISH_WITHOUT_KEY"] = {
  breaks: sending("{ value: order.id }"),
  at: "src/a.ts:4",
  holds: [sending("{ key: order.id, value: order.id }"), sending("{ ...rest, value: order.id }"), sending("rest")],
};

codeCases["PUBLISH_WITHOUT_CORRELATION_ID"] = {
  breaks: sending("{ key: order.id, value: JSON.stringify({ id: order.id, total: 1 }) }"),
  at: "src/a.ts:4",
  holds: [
    sending('{ key: order.id, value: JSON.stringify({ id: order.id, correlationId: "c" }) }'),
    sending('{ key: order.id, value: JSON.stringify({ id: order.id }), headers: { "x-flow": "c" } }'),
    sending("{ key: order.id, value: JSON.stringify({ ...rest, id: order.id }) }"),
    sending("{ key: order.id, value: JSON.stringify(order) }"),
  ],
};

const nats = (call: string): Files => ({
  ...npm("nats"),
  "src/a.ts": `import { connect } from "nats";\nconst nc = await connect();\n${call}\n`,
});
codeCases["REPLY_AWAITED"] = {
  breaks: nats('await nc.request("price.get");'),
  at: "src/a.ts:3",
  holds: [
    nats('nc.publish("price.changed");'),
    nats('nc.subscribe("price.get", { callback: (error, message) => { message.respond("1"); } });'),
    rabbit('channel.sendToQueue(message.properties.replyTo, Buffer.from("done"));\nchannel.ack(message);'),
  ],
};
