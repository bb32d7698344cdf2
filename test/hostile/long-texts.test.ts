import { describe, expect, test } from "vitest";
import { nameWords } from "../../src/detect/past-tense.ts";
import { detectFiles } from "../detect/repository.ts";

const size = 400_000;
const many = (piece: string) => piece.repeat(Math.floor(size / piece.length));

/** Each takes minutes with a pattern whose time grows with the square of the text. */
describe("a file of one repeated piece takes no longer than any other of its size", () => {
  test.each<[string, Record<string, string>]>([
    ["empty lines of YAML", { "x.yaml": `${many("\n")}x` }],
    ["empty lines of JSON", { "x.json": `${many("\n")}x` }],
    ["empty lines of Avro IDL", { "x.avdl": `${many("\n")}x` }],
    ["go.mod", { "go.mod": many("{.") }],
    ["requirements", { "requirements.txt": `a${many(" ")}b\nc${many("[")}` }],
    ["a project file", { "a.csproj": many("<PackageReference ") }],
    ["a Maven file", { "pom.xml": many("<dependency><!-- ") }],
    ["brackets of Terraform", { "main.tf": `resource "aws_sqs_queue" "a" {\n  name = var.${many("[")}\n}\n` }],
    ["a heredoc of Terraform", { "main.tf": `a = <<${many("a")}` }],
    ["an index of SQL", { "a.sql": `create table inbox (id int, event_id text);\n${many("create unique index ")}` }],
    ["an image", { "compose.yaml": `services:\n  a:\n    image: ${many("${A:-")}` }],
    ["comments of Protobuf", { "a.proto": many("/* ") }],
    ["a Dockerfile", { Dockerfile: `FROM ${many("a/")}` }],
    ["SQL of a handler", sql(`with x as (select 1) ${many("insert do nothing returning ")}`)],
    ["conflicts of a handler", sql(`insert into a values (1) ${many("on conflict ")}`)],
    ["conditions of a handler", sql(`update a set b = 1 ${many("where ")}`)],
  ])("%s", async (_, files) => {
    const started = performance.now();
    await detectFiles(files);
    expect(performance.now() - started).toBeLessThan(4000);
  });

  test("words of a name", () => {
    const started = performance.now();
    expect(nameWords(many("A"))).toHaveLength(1);
    expect(performance.now() - started).toBeLessThan(1000);
    expect(nameWords("HTTPOrderPlaced")).toEqual(["http", "order", "placed"]);
  });
});

test("a list of 200,000 entries overflows nothing", async () => {
  const map = await detectFiles({ "pyproject.toml": `[project]\nname = "x"\ndependencies = [${'"a",'.repeat(200_000)} "kafka-python"]\n` });
  expect(map.clients.map(({ library }) => library)).toEqual(["kafka-python"]);
});

function sql(text: string): Record<string, string> {
  return {
    "package.json": '{"dependencies": {"kafkajs": "2"}}',
    "a.ts": `import { Kafka } from "kafkajs";
const consumer = new Kafka({}).consumer({ groupId: "g" });
await consumer.subscribe({ topic: "t" });
await consumer.run({ eachMessage: async ({ message }) => { await db.query(\`${text}\`, [message.value]); } });
`,
  };
}
