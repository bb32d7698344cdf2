import { describe, expect, test } from "vitest";
import { detectFiles } from "../detect/repository.ts";

const manifest = { "package.json": '{"dependencies": {"kafkajs": "2"}}' };
const script = (body: string) => ({
  ...manifest,
  "a.ts": `import { Kafka } from "kafkajs";\nconst kafka = new Kafka({});\nconst producer = kafka.producer();\n${body}\n`,
});
const sending = (topic: string, before = "") => script(`${before}\nawait producer.send({ topic: ${topic}, messages: [{ value: "x" }] });`);
const python = (topic: string, before: string) => ({
  "requirements.txt": "kafka-python\n",
  "a.py": `from kafka import KafkaProducer\nproducer = KafkaProducer()\n${before}\nproducer.send(${topic}, b"")\n`,
});
const chain = (length: number, make: (index: number) => string) => Array.from({ length }, (_, index) => make(index)).join("\n");

/** Ends soon, and still sees the call, whatever it can tell of the channel, or says that it could not read the file. */
async function seen(files: Record<string, string>): Promise<void> {
  const started = performance.now();
  const map = await detectFiles(files);
  expect(map.producers.length > 0 || map.warnings.some((warning) => warning.includes("nested too deeply"))).toBe(true);
  expect(performance.now() - started).toBeLessThan(5000);
}

describe("code that names itself", () => {
  test.each<[string, Record<string, string>]>([
    ["constants", sending("a", "const a = b; const b = a;")],
    ["a constant by a call", sending("a", "const a = f(a); let c = c + c;")],
    ["an object that spreads itself", sending("o.topic", "let o = {}; o = { ...o, a: 1 };")],
    [
      "a message that spreads itself",
      script("const q = { ...q }; await producer.send(q); await producer.send({ ...producer, topic: q.a });"),
    ],
    ["two objects", sending("n.t", "const m = { ...n }; const n = { ...m, t: m.t };")],
    ["an array that spreads itself", sending("x[0]", "const x = [...x, ...x];")],
    ["patterns", sending("a.b.c", "const { a = a } = a; const [b = b] = [b]; const { c, ...rest } = rest;")],
    [
      "a default of a parameter",
      script("function f(t = f(t), { u = u } = u) { producer.send({ topic: u, messages: [] }); return t; }\nf();"),
    ],
    ["functions", script("function f(t) { g(t); producer.send({ topic: t, messages: [] }); } function g(t) { f(t + 'x'); } f('a');")],
    [
      "classes",
      script(
        "class A extends B { t = super.t; go() { producer.send({ topic: this.t, messages: [] }); } } class B extends A { get t() { return this.t; } } new A().go();",
      ),
    ],
    ["Python names", python("x", "x = x + 'a'\nx += x\ny = [y for y in y]\nd = {**d}")],
    ["Python classes", python("A.t", "class A(B):\n    t = B.t\nclass B(A):\n    t = A.t\nfrom a import *\nimport a")],
  ])("%s", (_, files) => seen(files));

  test("files that export each other", async () => {
    const all = chain(40, (index) => `export * from "./m${index}";`);
    const modules = Object.fromEntries(Array.from({ length: 40 }, (_, index) => [`m${index}.ts`, all]));
    await seen({ ...modules, ...sending("nope", 'import { nope } from "./m0";') });
    await seen({
      ...sending("x", 'import { x } from "./b";\nexport * from "./b";'),
      "b.ts": 'export * from "./a"; export { x } from "./a";',
    });
  });

  test("a queue that is declared by its own name", async () => {
    await detectFiles({
      "package.json": '{"dependencies": {"aws-cdk-lib": "2"}}',
      "stack.ts":
        'import { Queue } from "aws-cdk-lib/aws-sqs";\nconst queue = new Queue(this, queue, { queueName: queue });\nconst other = new Queue(this, other.queueName, { queueName: other.queueName });\n',
    });
  });
});

describe("code that doubles with every line", () => {
  test.each<[string, Record<string, string>]>([
    [
      "spreads",
      sending(
        "s39.nope",
        chain(40, (index) => (index === 0 ? "const s0 = {};" : `const s${index} = { ...s${index - 1}, ...s${index - 1} };`)),
      ),
    ],
    [
      "texts",
      sending(
        "s39",
        chain(40, (index) => (index === 0 ? 'const s0 = c ? "a" : "b";' : `const s${index} = s${index - 1} + s${index - 1};`)),
      ),
    ],
    [
      "calls",
      script(
        `${chain(40, (index) => (index === 0 ? "function f0(t) { producer.send({ topic: t, messages: [] }); }" : `function f${index}(t) { f${index - 1}(t); f${index - 1}(t + "x"); }`))}\nf39("a");`,
      ),
    ],
    [
      "results",
      sending(
        "f39()",
        chain(40, (index) =>
          index === 0 ? 'function f0() { return "a"; }' : `function f${index}() { return f${index - 1}() + f${index - 1}(); }`,
        ),
      ),
    ],
  ])("%s", (_, files) => seen(files));
});

describe("code that is deep or long", () => {
  const depth = 2000;
  test.each<[string, Record<string, string>]>([
    ["brackets", sending(`${"(".repeat(depth)}"t"${")".repeat(depth)}`)],
    ["calls", sending(`${"f(".repeat(depth)}"t"${")".repeat(depth)}`)],
    ["members", sending(`a${".b()".repeat(depth)}`)],
    ["sums", sending(Array(depth).fill('"t"').join(" + "))],
    ["conditions", sending(`${"x ? ".repeat(depth)}"t"${' : "u"'.repeat(depth)}`)],
    ["templates", sending(`${"`${".repeat(depth)}"t"${"}`".repeat(depth)}`)],
    ["blocks", script(`${"if (a) { ".repeat(depth)}producer.send({ topic: "t", messages: [] });${" }".repeat(depth)}`)],
    [
      "constants",
      sending(
        "a9999",
        chain(10_000, (index) => `const a${index} = ${index === 0 ? '"t"' : `a${index - 1} + "x"`};`),
      ),
    ],
    ["Python", python(`${"(".repeat(150)}"t"${")".repeat(150)}`, `a0 = "t"\n${chain(3000, (index) => `a${index + 1} = a${index}`)}`)],
  ])("%s", (_, files) => seen(files));
});
