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
    // Repeats an effect.
    ["none", "await redis.incrby('sold', 1);"],
    ["none", "await users.updateOne({ id: 1 }, { $inc: { orders: 1 } });"],
    ["none", "await users.updateOne({ id: 1 }, { $push: { orders: message.value } });"],
    ["none", "const account = await accounts.find(1);\naccount.balance += 5;\nawait account.save();"],
    ["none", "const account = await accounts.find(1);\naccount.balance = account.balance + 5;\nawait account.save();"],
    [
      "none",
      "const account = await accounts.find(1);\nconst next = account.balance - 5;\nawait accounts.updateOne({ id: 1 }, { balance: next });",
    ],
    ["none", "await db.query('INSERT INTO t (id, n) VALUES (1, 1) ON CONFLICT (id) DO UPDATE SET n = t.n + 1');"],
    ["none", "await db.query('UPDATE t SET notes = notes || $1 WHERE id = $2', [message.value, message.key]);"],
    ["none", "await db.query('INSERT INTO t (id, n) VALUES (?, ?) ON DUPLICATE KEY UPDATE n = n + VALUES(n)', [1, 1]);"],
    ["none", "await mailer.sendMail({ to: 'a' });"],
    ["none", "await stripe.charges.create({ amount: 5 });"],
    ["none", "await producer.send({ topic: 'next', messages: [message] });"],
    ["none", "await prisma.stock.update({ where: { id: 1 }, data: { left: { decrement: 1 } } });"],
    ["none", "await table.update({ Key: { id: 1 }, UpdateExpression: 'ADD #n :one' });"],
    ["none", "await table.update({ Key: { id: 1 }, UpdateExpression: 'SET h = list_append(h, :h)' });"],
    ["none", "await db.query('UPDATE orders SET status = $1 WHERE id = $2', ['paid', message.key]);\nawait mailer.sendMail({});"],
    ["none", "const order = await orders.findById(1);\norder.lines.push(message.value);\nawait orders.updateOne({ id: 1 }, order);"],
    ["none", "const order = await orders.findById(1);\nawait orders.updateOne({ id: 1 }, { lines: [...order.lines, message.value] });"],
    // A guard that guards nothing.
    [
      "none",
      "await db.query('INSERT INTO processed_events (id) VALUES ($1) ON CONFLICT DO NOTHING', [message.key]);\nawait accounts.increment('balance', 1);",
    ],
    [
      "none",
      "db.prepare('INSERT OR IGNORE INTO accounts (id) VALUES (?)').run(message.key);\ndb.prepare('UPDATE accounts SET balance = balance + ? WHERE id = ?').run(1, message.key);",
    ],
    ["none", "await db.query('INSERT INTO t (id, of) VALUES ($1, $2) ON CONFLICT (id) DO NOTHING', [randomUUID(), message.key]);"],
    ["none", "await prisma.order.upsert({ where: { id: randomUUID() }, create: {}, update: {} });"],
    ["none", "if (!(await redis.setnx('lock:' + randomUUID(), '1'))) return;\nawait accounts.increment('balance', 1);"],
    [
      "none",
      "if (!(await redis.set('lock:' + message.key, '1', 'NX'))) throw new Error('busy');\nawait accounts.increment('balance', 1);\nawait redis.del('lock:' + message.key);",
    ],
    [
      "none",
      "try {\nawait db.query('INSERT INTO log (id) VALUES ($1)', [message.key]);\n} catch (error) {\nif (error.code !== '23505') throw error;\n}\nawait accounts.increment('balance', 1);",
    ],
    [
      "none",
      "const { rowCount } = await db.query('INSERT INTO inbox (id) VALUES ($1) ON CONFLICT DO NOTHING', [message.key]);\nif (rowCount === 1) return;\nawait accounts.increment('balance', 1);",
    ],
    [
      "none",
      "if (message.headers.a) {\nconst { rowCount } = await db.query('INSERT INTO inbox (id) VALUES ($1) ON CONFLICT DO NOTHING', [message.key]);\nif (rowCount === 0) return;\n}\nawait accounts.increment('balance', 1);",
    ],
    // What reading cannot tell.
    ["unknown", "await fetch('http://x', { method: 'POST' });"],
    ["unknown", "await orders.create({ id: message.key });"],
    [
      "unknown",
      "await db.query('UPDATE orders SET status = $1 WHERE id = $2', ['paid', message.key]);\nawait fetch('http://x/charge', { method: 'POST' });",
    ],
    ["unknown", "if (!(await redis.set('seen:' + message.key, '1', 'EX', 60, 'NX'))) return;\nawait accounts.increment('balance', 1);"],
    [
      "unknown",
      "const seen = await db.query('SELECT 1 FROM inbox WHERE id = $1', [message.key]);\nif (seen.rowCount > 0) return;\nawait accounts.increment('balance', 1);\nawait db.query('INSERT INTO inbox (id) VALUES ($1)', [message.key]);",
    ],
    [
      "unknown",
      "const { rowCount } = await db.query('INSERT INTO inbox (customer) VALUES ($1) ON CONFLICT DO NOTHING', [event.customer_id]);\nif (rowCount === 0) return;\nawait accounts.increment('balance', 1);",
    ],
    ["unknown", "await producer.send({ topic: 'next', messages: [{ value: JSON.stringify({ event_id: derived(event.event_id) }) }] });"],
    // Sets the same again.
    ["natural", "await table.put({ Item: { id: 1 } });"],
    ["natural", "await prisma.order.upsert({ where: { id: 1 }, create: {}, update: {} });"],
    ["natural", "await users.updateOne({ id: 1 }, { $addToSet: { tags: 'a' } });"],
    ["natural", "await db.query('DELETE FROM carts WHERE id = $1', [message.key]);"],
    [
      "natural",
      "await db.query('DELETE FROM lines WHERE of = $1', [message.key]);\nawait db.query('INSERT INTO lines (of) VALUES ($1)', [message.key]);",
    ],
    ["natural", "await db.query('UPDATE t SET a = COALESCE($1, a), version = version + 1 WHERE id = $2', [1, 2]);"],
    ["natural", "const lines = [];\nlines.push(message.value);\nawait orders.updateOne({ id: 1 }, { lines });"],
    // Guarded.
    ["idempotency-key", "await table.put({ Item: { id: 1 }, ConditionExpression: 'attribute_not_exists(id)' });"],
    ["idempotency-key", "await prisma.order.createMany({ data: [], skipDuplicates: true });"],
    ["idempotency-key", "try {\nawait orders.create({ id: message.key });\n} catch (error) {\nif (error.code !== 'P2002') throw error;\n}"],
    ["idempotency-key", "if (!(await redis.set(String(message.key), '1', { NX: true }))) return;\nawait mailer.sendMail({});"],
    ["idempotency-key", "await fetch('http://x', { method: 'POST', headers: { 'Idempotency-Key': event.event_id } });"],
    ["dedup-table", "await prisma.processedEvent.create({ data: { id: message.key } });\nawait accounts.increment('balance', 1);"],
    ["dedup-table", "await db.query('INSERT INTO inbox (id) VALUES ($1) ON CONFLICT DO NOTHING', [message.key]);"],
    [
      "dedup-table",
      "const { rowCount } = await db.query('INSERT INTO inbox (id) VALUES ($1) ON CONFLICT DO NOTHING', [message.key]);\nif (rowCount === 0) return;\nawait accounts.increment('balance', 1);",
    ],
    [
      "dedup-table",
      "const done = db.prepare('INSERT INTO inbox (id) VALUES (?) ON CONFLICT DO NOTHING').run(message.key);\nif (done.changes === 1) await accounts.increment('balance', 1);",
    ],
    [
      "dedup-table",
      "await prisma.$transaction(async (tx) => {\nif (await tx.inbox.findUnique({ where: { id: message.key } })) return;\nawait tx.inbox.create({ data: { id: message.key } });\nawait tx.account.update({ data: { n: { increment: 1 } } });\n});",
    ],
    ["optimistic-lock", "await db.query('UPDATE orders SET total = $1, version = 2 WHERE id = $2 AND version = 1', []);"],
    [
      "optimistic-lock",
      "const r = await db.query('UPDATE orders SET status = $1 WHERE id = $2 AND status = $3', ['paid', 1, 'open']);\nif (r.rowCount === 0) return;\nawait accounts.increment('balance', 1);",
    ],
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

test("a refused message repeats nothing", async () => {
  const consumer = await judged(
    "if (await users.find(1)) {\nawait producer.send({ topic: 'log', messages: [] });\nthrow new Error('taken');\n}\nawait users.updateOne({ id: 1 }, { name: 'a' });",
  );
  expect(consumer.idempotent).toBe("natural");
});

const asking = (ask: string) => `import json
from confluent_kafka import Consumer
import psycopg2
cursor = psycopg2.connect("").cursor()
consumer = Consumer({"group.id": "g"})
consumer.subscribe(["orders"])
while True:
    message = consumer.poll(1.0)
    cursor.execute("INSERT INTO inbox (id) VALUES (%s) ON CONFLICT DO NOTHING", (message.key(),))
    ${ask}
    cursor.execute("UPDATE t SET n = n + 1")
`;

test("Python asks the cursor what the insert did", async () => {
  const manifest = { "requirements.txt": "confluent-kafka\n" };
  const [asked] = (await detectFiles({ ...manifest, "a.py": asking("if cursor.rowcount == 0: continue") })).consumers;
  const [ignored] = (await detectFiles({ ...manifest, "a.py": asking("print(1)") })).consumers;
  expect([asked?.idempotent, ignored?.idempotent]).toEqual(["dedup-table", "none"]);
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
      "a loop that ends when the work is done, then a dead letter",
      `for (let i = 0; i < 4; i++) {\ntry { ${work} return; } catch { await wait(i); }\n}\nawait producer.send({ topic: "orders.dlq", messages: [message] });`,
      "true",
      true,
    ],
    [
      "a loop around one call of many",
      `await one();\nawait two();\nawait three();\nfor (let retries = 0; retries < 3; retries++) {\ntry { ${work} break; } catch {}\n}`,
      "false",
      undefined,
    ],
    [
      "a dead letter for what does not parse only",
      `let order;\ntry { order = parseOrder(message); } catch { await producer.send({ topic: "orders.dlq", messages: [message] }); return; }\n${work}\nawait more.two();`,
      "false",
      undefined,
    ],
    [
      "a result that the caller acts on",
      `if (!(await done())) throw new Error("failed");\nasync function done() { try { ${work} return true; } catch { return false; } }`,
      "false",
      undefined,
    ],
    [
      "a failure that is published",
      `try { ${work} } catch { await producer.send({ topic: "order.failed", messages: [message] }); }`,
      "false",
      undefined,
    ],
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
