import { describe, expect, test } from "vitest";
import { detectFiles } from "./repository.ts";

/** What is said about a kafkajs consumer whose handler has this body. */
async function judged(body: string, files: Record<string, string> = {}) {
  const map = await detectFiles({
    "package.json": JSON.stringify({ dependencies: { kafkajs: "2" } }),
    "src/a.ts": `import { Kafka } from "kafkajs";
import * as more from "./more";
const kafka = new Kafka({}), producer = kafka.producer(), consumer = kafka.consumer({ groupId: "g" });
await consumer.subscribe({ topic: "orders" });
await consumer.run({ eachMessage: async ({ message }) => {
${body}
} });
`,
    ...files,
  });
  return map.consumers[0]!;
}

describe("idempotence, as reading shows it", () => {
  test.each([
    ["unknown", "await fetch('http://x', { method: 'POST' });"],
    ["unknown", "await orders.create({ id: message.key });"],
    ["none", "await redis.incrby('sold', 1);"],
    ["none", "await users.updateOne({ id: 1 }, { $inc: { orders: 1 } });"],
    ["none", "const account = await accounts.find(1);\naccount.balance += 5;\nawait account.save();"],
    ["none", "await db.query('INSERT INTO t (id, n) VALUES (1, 1) ON CONFLICT (id) DO UPDATE SET n = t.n + 1');"],
    ["none", "await mailer.sendMail({ to: 'a' });"],
    ["none", "await producer.send({ topic: 'next', messages: [message] });"],
    ["none", "await prisma.stock.update({ where: { id: 1 }, data: { left: { decrement: 1 } } });"],
    ["none", "await table.update({ Key: { id: 1 }, UpdateExpression: 'ADD #n :one' });"],
    ["natural", "await table.put({ Item: { id: 1 } });"],
    ["natural", "await prisma.order.upsert({ where: { id: 1 }, create: {}, update: {} });"],
    ["natural", "await db.query('DELETE FROM carts WHERE id = $1', [message.key]);"],
    ["idempotency-key", "await table.put({ Item: { id: 1 }, ConditionExpression: 'attribute_not_exists(id)' });"],
    ["idempotency-key", "await prisma.order.createMany({ data: [], skipDuplicates: true });"],
    ["idempotency-key", "try {\nawait orders.create({ id: message.key });\n} catch (error) {\nif (error.code !== 'P2002') throw error;\n}"],
    ["idempotency-key", "if (!(await redis.set(String(message.key), '1', { NX: true }))) return;\nawait mailer.sendMail({});"],
    ["dedup-table", "await prisma.processedEvent.create({ data: { id: message.key } });\nawait accounts.increment('balance', 1);"],
    ["dedup-table", "await db.query('INSERT INTO inbox (id) VALUES ($1) ON CONFLICT DO NOTHING', [message.key]);"],
    ["optimistic-lock", "await db.query('UPDATE orders SET total = $1, version = 2 WHERE id = $2 AND version = 1', []);"],
  ])("%s: %s", async (kind, body) => {
    const consumer = await judged(body);
    expect([consumer.idempotent, typeof consumer.idempotentWhy]).toEqual([kind, "string"]);
  });

  test("is read in the functions that the handler calls", async () => {
    const files = {
      "src/more.ts":
        "export class Store {\n  async keep(id: string) { await this.db.query('INSERT IGNORE INTO seen (id) VALUES (?)', [id]); }\n}\nexport const store = new Store();\n",
    };
    const consumer = await judged("await more.store.keep(String(message.key));", files);
    expect(consumer).toMatchObject({ idempotent: "idempotency-key", idempotentWhy: expect.stringContaining("src/more.ts:2") as unknown });
  });
});

describe("dead letter and retry", () => {
  const work = "await fetch('http://x', { method: 'POST' });";
  test.each([
    ["an error that leaves the handler", work, "false", undefined],
    ["an error that is swallowed", `try { ${work} } catch {}`, "false", false],
    [
      "a publish to a dead letter in the error path",
      `try { ${work} } catch { await producer.send({ topic: "orders.dlq", messages: [message] }); }`,
      "true",
      undefined,
    ],
    [
      "a dead letter after counted attempts",
      `for (let attempt = 1; attempt <= 4; attempt++) {\ntry { ${work} return; } catch { await wait(attempt); }\n}\nawait producer.send({ topic: "orders-dead-letter", messages: [message] });`,
      "true",
      true,
    ],
    ["a retry helper", `await pRetry(() => fetch("http://x", { method: "POST" }), { retries: 3 });`, "false", true],
    [
      "a retry topic",
      `try { ${work} } catch { await producer.send({ topic: "orders.retry.1", messages: [message] }); throw new Error(); }`,
      "false",
      true,
    ],
  ])("%s", async (_, body, dlq, retry) => {
    const consumer = await judged(body);
    expect([consumer.dlq, consumer.retry]).toEqual([dlq, retry]);
  });
});

test("a handler that infrastructure binds is read like one that code registers", async () => {
  const map = await detectFiles({
    "requirements.txt": "boto3\n",
    "template.yaml": `Resources:
  Queue:
    Type: AWS::SQS::Queue
    Properties: { RedrivePolicy: { deadLetterTargetArn: !GetAtt Dead.Arn, maxReceiveCount: 4 } }
  Dead:
    Type: AWS::SQS::Queue
  Worker:
    Type: AWS::Serverless::Function
    Properties:
      CodeUri: worker/
      Handler: main.run
      Events:
        Messages: { Type: SQS, Properties: { Queue: !GetAtt Queue.Arn } }
`,
    "worker/main.py":
      'import boto3\ntable = boto3.resource("dynamodb").Table("t")\n\ndef run(event, context):\n    try:\n        table.update_item(Key={"id": 1}, UpdateExpression="ADD n :one")\n    except Exception:\n        print("failed")\n',
  });
  expect(map.consumers).toMatchObject([{ idempotent: "none" }]);
  expect(map.findings.map(({ rule }) => rule)).toEqual(expect.arrayContaining(["DUPLICATE_REPEATS_EFFECT"]));
});
