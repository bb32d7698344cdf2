import { describe, expect, test } from "vitest";
import { at, type ConfigNode, entries, items, number, parseConfig, scalars, startOf, text } from "../../src/workspace/config.ts";

function root(path: string, source: string): ConfigNode {
  return parseConfig(path, source)!.documents[0]!;
}

describe("YAML and JSON", () => {
  test("values know their line and that of their key", () => {
    const queue = at(root("a.yaml", "Queue:\n  Arn:\n    - x\n    - y\n"), "Queue", "Arn")!;
    expect([queue.keyLine, queue.line, at(queue, 1)!.line]).toEqual([2, 3, 4]);
    expect(items(queue).map(text)).toEqual(["x", "y"]);
  });

  test("a tag stays on its node, in short and in long form", () => {
    const tree = root("a.yaml", "a: !GetAtt Queue.Arn\nb: !If [c, !Ref X, y]\n");
    expect(at(tree, "a")).toMatchObject({ tag: "!GetAtt", value: "Queue.Arn" });
    expect(at(tree, "b", 1)).toMatchObject({ tag: "!Ref", value: "X" });
  });

  test("JSON is read with lines; numbers and booleans keep their type", () => {
    const tree = root("a.json", '{\n\t"n": 5,\n\t"on": true\n}');
    expect([number(at(tree, "n")), at(tree, "on")!.value, startOf(at(tree, "on")!)]).toEqual([5, true, 3]);
  });

  test("several documents and merge keys", () => {
    const { documents } = parseConfig("a.yaml", "base: &b {x: 1, y: 2}\nown:\n  <<: *b\n  y: 3\n---\nsecond: true\n")!;
    expect(entries(at(documents[0], "own")).map(([key, node]) => [key, node.value])).toEqual(
      expect.arrayContaining([
        ["x", 1],
        ["y", 3],
      ]),
    );
    expect(at(documents[1], "second")!.value).toBe(true);
  });

  test("a broken file says where, and gives what stands before", () => {
    const { documents, problem } = parseConfig("a.yaml", "good: 1\nbad: [1, 2\nworse: }\n")!;
    expect(problem).toMatchObject({ line: expect.any(Number), column: expect.any(Number) });
    expect(problem!.message).not.toContain("\n");
    expect(at(documents[0], "good")!.value).toBe(1);
  });

  test("an alias bomb and an alias of itself end", () => {
    const bomb = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"];
    for (let level = 1; level < 12; level++) bomb.push(`a${level}: &a${level} [${`*a${level - 1}, `.repeat(9)}*a${level - 1}]`);
    let count = 0;
    for (const _ of scalars(root("bomb.yaml", bomb.join("\n")))) count++;
    expect(count).toBeLessThan(400_000);
    expect(at(root("self.yaml", "a: &a\n  b: *a\n"), "a", "b")!.value).toBeNull();
  });

  test("deep nesting ends", () => {
    expect(parseConfig("deep.json", "[".repeat(2000) + "]".repeat(2000))).toBeDefined();
  });
});

describe("TOML", () => {
  test("tables, dotted keys and strings of an array know their lines", () => {
    const tree = root(
      "pyproject.toml",
      '[project]\nname = "x"\ndependencies = [\n  "pika>=1",\n  # "kafka-python",\n  "boto3",\n]\n[tool.poetry.group.dev.dependencies]\npytest = "^8"\n',
    );
    expect(items(at(tree, "project", "dependencies")).map((item) => [item.value, item.line])).toEqual([
      ["pika>=1", 4],
      ["boto3", 6],
    ]);
    expect(startOf(at(tree, "tool", "poetry", "group", "dev", "dependencies", "pytest")!)).toBe(9);
  });

  test("a mistake says where", () => {
    expect(parseConfig("a.toml", 'a = 1\nb = "x\n')!.problem).toMatchObject({ line: 2 });
  });
});

describe("properties, .env and ini", () => {
  test("colons, continuation lines, quotes and comments", () => {
    const tree = root("a.properties", "# c\napp.topic: orders\nlong = a,\\\n  b\n");
    expect([text(at(tree, "app.topic")), text(at(tree, "long")), at(tree, "long")!.line]).toEqual(["orders", "a,b", 3]);
    expect(text(at(root(".env.local", "export TOPIC='orders'\n"), "TOPIC"))).toBe("orders");
  });

  test("sections and values over several lines", () => {
    const tree = root("setup.cfg", "[options]\ninstall_requires =\n  pika\n  boto3\n[other]\na = 1\n");
    expect(text(at(tree, "options", "install_requires"))).toBe("\npika\nboto3");
    expect(startOf(at(tree, "other", "a")!)).toBe(6);
  });
});

describe("HCL", () => {
  const tree = root(
    "main.tf",
    [
      'resource "aws_sqs_queue" "orders" {',
      '  name = "orders-${var.env}" # comment',
      "  redrive_policy = jsonencode({",
      "    deadLetterTargetArn = aws_sqs_queue.dlq.arn",
      "    maxReceiveCount     = 4",
      "  })",
      "  tags = { a = 1, b : [for x in y : x] }",
      "  count = var.on ? 1 : 0",
      "  tag { k = true }",
      "  tag { k = false }",
      "  policy = <<-EOT",
      '    {"a": 1}',
      "  EOT",
      "}",
      'resource "aws_sqs_queue" "dlq" {}',
    ].join("\n"),
  );
  const orders = at(tree, "resource", "aws_sqs_queue", "orders");

  test("labels nest, strings keep their placeholders, calls become tags", () => {
    expect(startOf(orders!)).toBe(1);
    expect(at(orders, "name")).toMatchObject({ value: "orders-${var.env}", line: 2 });
    expect(at(orders, "redrive_policy")!.tag).toBe("jsonencode");
    expect(at(orders, "redrive_policy", "deadLetterTargetArn")).toMatchObject({
      tag: "expression",
      value: "aws_sqs_queue.dlq.arn",
      line: 4,
    });
    expect(number(at(orders, "redrive_policy", "maxReceiveCount"))).toBe(4);
  });

  test("what is no literal stays text, repeated blocks are a list, text blocks are strings", () => {
    expect(at(orders, "count")).toMatchObject({ tag: "expression", value: "var.on ? 1 : 0" });
    expect(at(orders, "tags", "b")!.tag).toBe("expression");
    expect(items(at(orders, "tag")).map((block) => at(block, "k")!.value)).toEqual([true, false]);
    expect(text(at(orders, "policy"))).toBe('    {"a": 1}\n');
    expect(at(tree, "resource", "aws_sqs_queue", "dlq")!.line).toBe(15);
  });

  test("an open brace, an open string and nonsense end with a problem", () => {
    for (const source of [
      'resource "a" "b" {',
      'a = "open',
      "}}}}",
      "= = =",
      "a = [1, 2",
      "[".repeat(50_000),
      "a = " + "{ b = ".repeat(20_000),
    ]) {
      expect(parseConfig("a.tf", source)).toBeDefined();
    }
    expect(parseConfig("a.tf", 'resource "a" "b" {\n  c = 1\n')!.problem).toMatchObject({ message: "A block is not closed." });
  });
});

test("a name of no format is not read", () => {
  expect(parseConfig("main.go", "package main")).toBeUndefined();
});
