import { globSync, readFileSync } from "node:fs";
import { dirname, join, normalize } from "node:path";
import { expect, test } from "vitest";

/** Rooms from top to bottom: a file may import from its own room and from those named here. */
const rooms: Record<string, readonly string[]> = {
  entries: ["mcp", "cli", "run", "contract", "tools", "verify", "workspace", "model"],
  mcp: ["contract", "tools", "model"],
  cli: ["run", "contract", "tools", "workspace", "report", "model"],
  run: ["contract", "tools", "detect", "compat", "schema", "registry", "loop", "report", "workspace", "model"],
  tools: [
    "contract",
    "detect",
    "schema",
    "compat",
    "registry",
    "brokers",
    "delivery",
    "verify",
    "scaffold",
    "loop",
    "report",
    "workspace",
    "model",
  ],
  detect: ["contract", "workspace", "model"],
  schema: ["contract", "model"],
  compat: ["contract", "schema", "model"],
  registry: ["contract", "schema", "workspace", "model"],
  brokers: ["contract", "compression", "workspace", "model"],
  delivery: ["contract", "brokers", "workspace", "model"],
  verify: ["contract", "compression", "schema", "model"],
  scaffold: ["contract", "model"],
  loop: ["contract", "workspace", "model"],
  report: ["contract", "model"],
  workspace: ["contract", "model"],
  compression: [],
  contract: ["model"],
  model: [],
};

/** Each third-party package has one home. */
const homes: Record<string, RegExp> = {
  "@modelcontextprotocol/sdk": /^src\/mcp\//,
  "web-tree-sitter": /^src\/workspace\/source\.ts$/,
  "simple-git": /^src\/workspace\/git\.ts$/,
  yaml: /^src\/workspace\/(config|settings)\.ts$|^src\/workspace\/config\/|^src\/schema\/yaml-placed\.ts$/,
  "smol-toml": /^src\/workspace\/config\.ts$|^src\/workspace\/config\//,
  avsc: /^src\/(schema\/formats|compat\/avro)\b/,
  protobufjs: /^src\/(schema\/formats|compat\/protobuf)\b/,
  kafkajs: /^src\/brokers\/kafka\//,
  amqplib: /^src\/brokers\/rabbitmq\//,
  nats: /^src\/brokers\/nats\//,
  "@aws-sdk/client-sqs": /^src\/brokers\/sqs\//,
  "@aws-sdk/client-sns": /^src\/brokers\/sqs\//,
  zod: /^src\//,
};

/** Time, chance and the process come through ToolContext; only these see them. */
const effects =
  /\bDate\.now\(|\bnew Date\(\)|\bMath\.random\(|\brandomUUID\(|(?<![\w/-])process\.|from "node:(fs|child_process|net|http|https)/;
const effectRooms =
  /^src\/((bin|index|host|worker)\.ts$|workspace\/|verify\/(subjects|effects|player)\/|brokers\/(kafka|rabbitmq|nats|sqs)\/|scaffold\/texts\.ts$|mcp\/(stdio|http)\.ts$|cli\/(main|terminal)\.ts$)/;

/** Templates are the code of who asks for one: their rules are those of a project of its own. */
const files = globSync("src/**/*.ts")
  .map((file) => normalize(file))
  .filter((file) => !file.startsWith("src/scaffold/templates/"))
  .sort();
const text = (file: string) => readFileSync(file, "utf8");

function roomOf(file: string): string {
  const parts = file.split("/");
  if (parts.length > 2) return parts[1]!;
  if (/^src\/(bin|index|host|worker)\.ts$/.test(file)) return "entries";
  return /^src\/(tools|call|present)\.ts$/.test(file) ? "tools" : "contract";
}

interface Import {
  file: string;
  target: string;
  typeOnly: boolean;
}

function importsOf(file: string): Import[] {
  const pattern = /^\s*(?:import|export)\s+(type\s+)?[^"';]*?from\s+"([^"]+)"|^\s*import\s+"([^"]+)"|\bimport\(\s*"([^"]+)"\s*\)/gm;
  return [...text(file).matchAll(pattern)].map((match) => ({
    file,
    target: (match[2] ?? match[3] ?? match[4])!,
    typeOnly: match[1] !== undefined,
  }));
}

function upward({ file, target }: Import): string | undefined {
  if (!target.startsWith(".")) return undefined;
  const [from, to] = [roomOf(file), roomOf(normalize(join(dirname(file), target)))];
  return from === to || rooms[from]?.includes(to) ? undefined : `${file} (${from}) imports ${target} (${to})`;
}

function homeless({ file, target }: Import): string | undefined {
  if (target.startsWith(".") || target.startsWith("node:")) return undefined;
  const name = target
    .split("/")
    .slice(0, target.startsWith("@") ? 2 : 1)
    .join("/");
  return homes[name]?.test(file) ? undefined : `${file} imports ${name}`;
}

test("nothing imports upwards", () => {
  expect(files.flatMap(importsOf).flatMap((entry) => upward(entry) ?? [])).toEqual([]);
});

test("each third-party package is imported in its home only", () => {
  expect(files.flatMap(importsOf).flatMap((entry) => homeless(entry) ?? [])).toEqual([]);
});

test("clock, chance, files and processes are touched in the entries and I/O rooms only", () => {
  expect(files.filter((file) => !effectRooms.test(file) && effects.test(text(file)))).toEqual([]);
});

test("no import cycles", () => {
  const graph = new Map(
    files.map((file) => [
      file,
      importsOf(file)
        .filter((entry) => entry.target.startsWith(".") && !entry.typeOnly)
        .map((entry) => normalize(join(dirname(file), entry.target))),
    ]),
  );
  const done = new Set<string>();
  const cycles: string[] = [];
  const visit = (file: string, path: readonly string[]): void => {
    if (path.includes(file)) cycles.push([...path.slice(path.indexOf(file)), file].join(" -> "));
    if (done.has(file) || path.includes(file)) return;
    for (const next of graph.get(file) ?? []) visit(next, [...path, file]);
    done.add(file);
  };
  for (const file of files) visit(file, []);
  expect(cycles).toEqual([]);
});

test("files stay small: none over 300 lines, median at most 80", () => {
  const sizes = files.map((file) => ({ file, lines: text(file).split("\n").length - 1 })).sort((a, b) => a.lines - b.lines);
  expect(sizes.filter(({ lines }) => lines > 300)).toEqual([]);
  expect(sizes[Math.floor(sizes.length / 2)]!.lines).toBeLessThanOrEqual(80);
});

test("no utils, no helpers", () => {
  expect(files.filter((file) => /util|helper|common|misc/i.test(file))).toEqual([]);
});

const entry = (file: string, target: string): Import => ({ file, target, typeOnly: false });

test("the checks above bite", () => {
  expect(upward(entry("src/model/event.ts", "../tools/detect.ts"))).toContain("imports");
  expect(upward(entry("src/detect/detect.ts", "../compat/check.ts"))).toContain("imports");
  expect(upward(entry("src/tools/detect.ts", "../detect/detect.ts"))).toBeUndefined();
  expect(homeless(entry("src/detect/detect.ts", "kafkajs"))).toContain("kafkajs");
  expect(effects.test("const at = Date.now();")).toBe(true);
});
