import { chmodSync, mkdirSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { type Declared, declaredChanges } from "../../../src/delivery/owners/owners.ts";
import { declaredInScripts } from "../../../src/delivery/owners/scripts/commands.ts";
import { readExact, writeExact } from "../../../src/workspace/exact-text.ts";
import { folderOf } from "../../detect/repository.ts";
import { queueWithDeadLetter, topicLadder } from "./wanted.ts";

const template = `Resources:
  Orders:
    Type: AWS::SQS::Queue
    Properties:
      QueueName: orders
`;
const orders = (file: string, logicalId = "Orders"): Declared => ({
  broker: "sqs",
  kind: "queue",
  name: "orders",
  file,
  line: 2,
  logicalId,
});

function changed(file: string, text: string, logicalId?: string) {
  return declaredChanges([queueWithDeadLetter()], [], [orders(file, logicalId)], () => text);
}

describe("line ends and marks of a file stay", () => {
  test("CRLF", () => {
    const [lf] = changed("a.yaml", template).files;
    const [crlf] = changed("a.yaml", template.replaceAll("\n", "\r\n")).files;
    expect(crlf!.after).toBe(lf!.after.replaceAll("\n", "\r\n"));
    expect(crlf!.edits).toEqual(lf!.edits);
  });

  test("a byte-order mark", () => {
    const [plain] = changed("a.yaml", template).files;
    const [marked] = changed("a.yaml", `\uFEFF${template}`).files;
    expect(marked!.after).toBe(`\uFEFF${plain!.after}`);
  });

  test("no line end at the end", () => {
    const [one] = changed("a.yaml", template).files;
    const [two] = changed("a.yaml", template.trimEnd()).files;
    expect(`${two!.after}\n`).toBe(one!.after);
  });

  test("tabs in JSON", () => {
    const text = JSON.stringify({ Resources: { Orders: { Type: "AWS::SQS::Queue", Properties: { QueueName: "orders" } } } }, null, "\t");
    const [change] = changed("a.json", text).files;
    expect(change!.after).toBe(JSON.stringify(JSON.parse(change!.after), null, "\t"));
    expect(JSON.parse(change!.after)).toMatchObject({
      Resources: { OrdersBillingDlq: { Properties: { MessageRetentionPeriod: 1_209_600 } } },
    });
  });
});

const alias = `Common: &queue
  Type: AWS::SQS::Queue
  Properties: &properties
    QueueName: orders
Resources:
  Orders: *queue
`;
const anchored = `Resources:
  Orders: &queue
    Type: AWS::SQS::Queue
    Properties:
      QueueName: orders
  Others: *queue
`;
const repeated = 'resource "aws_sqs_queue" "orders" {\n  for_each = toset(["a"])\n  name = "orders"\n}\n';
const cycle = "a: &a\n  b: *a\nResources:\n  Orders: *a\n";

test.each([
  ["behind an alias", "a.yaml", alias, "Orders", /alias/],
  ["repeated by an alias", "a.yaml", anchored, "Orders", /alias/],
  ["a circle of anchors", "a.yaml", cycle, "Orders", /not declared there/],
  [
    "another RedrivePolicy",
    "a.yaml",
    `${template}      RedrivePolicy: {deadLetterTargetArn: !GetAtt Other.Arn, maxReceiveCount: 3}\n`,
    "Orders",
    /names another queue/,
  ],
  ["made several times", "main.tf", repeated, "aws_sqs_queue.orders", /count or for_each/],
  ["a chart", "templates/queue.yaml", template.replace("orders", "{{ .Values.name }}"), "Orders", /template/],
  ["does not parse", "a.yaml", `${template}  x: [1, 2\n`, "Orders", /does not parse/],
  ["a file of another form", "a.tf.json", '{"resource": {}}', "aws_sqs_queue.orders", /no edit is made in/],
  ["code of the CDK", "stack.ts", "new Queue(this, 'Orders')", "Orders", /is code that makes/],
  ["moved since", "a.yaml", template.replace("Orders:", "Others:"), "Orders", /not declared there/],
])("nothing is changed, and it is said why: %s", (_, file, text, logicalId, why) => {
  const { owned, files } = changed(file, text, logicalId);
  const reader = owned.find(({ resource }) => resource === "sqs:reader:orders")!;
  expect(reader.state).toBe("cannot");
  expect(owned.map(({ notes }) => notes.join(" ")).join(" ")).toMatch(why);
  expect(files.flatMap(({ edits }) => edits).filter(({ why: said }) => said.includes("ladder"))).toEqual([]);
});

test("of a file that no edit is made in only what must change is refused; what is declared nowhere stays the broker's", () => {
  const source: Declared = {
    broker: "kafka",
    kind: "topic",
    name: "orders",
    file: "topics.tf.json",
    line: 1,
    logicalId: "kafka_topic.orders",
  };
  const { owned } = declaredChanges([topicLadder()], [], [source], () => "{}");
  expect(owned).toEqual([{ resource: "kafka:topic:orders", file: "topics.tf.json", line: 1, state: "as-wanted", notes: [] }]);
});

test("a declared queue that the broker has as it must be is left, whatever its file", () => {
  const desired = queueWithDeadLetter();
  const found = desired.resources.map(({ id, config }) => ({ id, config }));
  const { owned, files } = declaredChanges([desired], found, [orders("stack.ts")], () => "");
  expect(owned.map(({ resource, state }) => `${resource} ${state}`)).toEqual(["sqs:queue:orders as-wanted", "sqs:reader:orders as-wanted"]);
  expect(files).toEqual([]);
});

test("what an expression sets is left and told", () => {
  const { owned, files } = changed("a.yaml", `${template}      VisibilityTimeout: !Ref Timeout\n`);
  expect(owned.find(({ resource }) => resource === "sqs:reader:orders")!.notes[0]).toMatch(
    /VisibilityTimeout of Orders is set by an expression \(a\.yaml:6\)/,
  );
  expect(files[0]!.after).toContain("VisibilityTimeout: !Ref Timeout\n");
  expect(files[0]!.after).toContain("maxReceiveCount: 8");
});

test("a dead letter that is on the broker and in no file is named, not declared", () => {
  const found = { id: "sqs:queue:orders-billing-dlq", config: {} };
  const { owned, files } = declaredChanges([queueWithDeadLetter()], [found], [orders("a.yaml")], () => template);
  expect(owned.map(({ resource }) => resource)).not.toContain("sqs:queue:orders-billing-dlq");
  expect(files[0]!.after).toContain(":sqs:${AWS::Region}:${AWS::AccountId}:orders-billing-dlq");
});

test("names from the broker cannot leave their place in a file", () => {
  const evil = 'orders"\n  Evil:\n    Type: AWS::IAM::User #';
  const yaml = declaredChanges([queueWithDeadLetter("orders", evil)], [], [orders("a.yaml")], () => template);
  for (const { after } of yaml.files) expect(after).not.toMatch(/^ {2}Evil:/m);
  const tf = 'resource "aws_sqs_queue" "orders" {\n  name = "orders"\n}\n';
  const hcl = declaredChanges(
    [queueWithDeadLetter("orders", '${file("/etc/passwd")}')],
    [],
    [orders("a.tf", "aws_sqs_queue.orders")],
    () => tf,
  );
  for (const { after } of hcl.files) expect(after).not.toMatch(/(?<!\$)\$\{file/);
});

test.each([
  ["with a continuation", "kafka-topics --create --topic orders \\\n  --partitions 3\n"],
  ["with a quote behind", 'sh -c "kafka-topics --create --topic orders"\n'],
  ["with two commands", "kafka-topics --create --topic orders && rm -rf /\n"],
  ["in a comment", "# kafka-topics --create --topic orders\n"],
  ["with a variable", "kafka-topics --create --topic $TOPIC\n"],
])("a command is not understood and left: %s", (_, text) => {
  expect(declaredInScripts(["a.sh"], () => text)).toEqual([]);
});

test("large and deep files end", () => {
  const began = performance.now();
  const many = Array.from({ length: 5000 }, (_, index) => `  Q${index}:\n    Type: AWS::SQS::Queue\n`).join("");
  const wide = changed("a.yaml", template + many);
  expect(wide.files).toHaveLength(1);
  changed("a.json", "[".repeat(50_000));
  declaredInScripts(["a.sh"], () => "kafka-topics --create ".repeat(50_000));
  declaredInScripts(["a.sh"], () => `kafka-topics --create --topic a${" ".repeat(100_000)}\n`.repeat(10));
  changed("a.tf", `x = ${"{a = ".repeat(20_000)}`, "aws_sqs_queue.orders");
  expect(performance.now() - began).toBeLessThan(8000);
});

describe("files are read and written exactly", () => {
  test("bytes that are no text, symlinks out of the root and huge files are not read", () => {
    const root = folderOf({ "bad.yaml": Uint8Array.of(0x61, 0xff, 0x0a), "nul.yaml": "a\0b", "big.yaml": "a".repeat(3 * 1024 * 1024) });
    const outside = folderOf({ "secret.yaml": "a: 1" });
    symlinkSync(join(outside, "secret.yaml"), join(root, "link.yaml"));
    mkdirSync(join(root, "folder.yaml"));
    for (const file of ["bad.yaml", "nul.yaml", "big.yaml", "link.yaml", "folder.yaml", "none.yaml", "../x"])
      expect(readExact(root, file)).toBeUndefined();
  });

  test("a file that changed meanwhile stays", () => {
    const root = folderOf({ "a.yaml": "\uFEFFa: 1\r\n" });
    const text = readExact(root, "a.yaml")!;
    chmodSync(join(root, "a.yaml"), 0o755);
    expect(writeExact(root, "a.yaml", text, text.replace("1", "2"))).toBe(true);
    expect(statSync(join(root, "a.yaml")).mode & 0o777).toBe(0o755);
    expect(readExact(root, "a.yaml")).toBe("\uFEFFa: 2\r\n");
    writeFileSync(join(root, "a.yaml"), "other");
    expect(writeExact(root, "a.yaml", text, "mine")).toBe(false);
    expect(readExact(root, "a.yaml")).toBe("other");
  });
});
