import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

/**
 * `npm run bench:detect [-- FILES]`: wall time of `check` on a made-up repository of FILES files (default 2,000; one in fifty
 * talks to a broker), in turn with `git grep` for the same client names over the same tree. Medians of five, and their ratio.
 */
const files = Number(process.argv[2] ?? 2000);
const bin = fileURLToPath(new URL("../dist/bin.mjs", import.meta.url));
const root = mkdtempSync(join(tmpdir(), "bench-detect-"));

function write(path: string, text: string): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
}

function plainModule(index: number): string {
  const functions = Array.from(
    { length: 12 },
    (_, n) =>
      `export function step${n}(input: number): number {\n  const scaled = input * ${n + index};\n  return scaled > 10 ? scaled - ${n} : scaled;\n}\n`,
  );
  return functions.join("\n");
}

function talkingModule(index: number): string {
  return [
    'import { Kafka } from "kafkajs";',
    `const kafka = new Kafka({ clientId: "service-${index}", brokers: ["localhost:9092"] });`,
    `const topic = "area${index}.changed";`,
    `const consumer = kafka.consumer({ groupId: "group-${index}" });`,
    "const producer = kafka.producer();",
    "await consumer.subscribe({ topic });",
    "await consumer.run({ eachMessage: async ({ message }) => { await producer.send({ topic: `${topic}.seen`, messages: [{ value: message.value }] }); } });",
    "",
  ].join("\n");
}

write("package.json", JSON.stringify({ name: "bench", dependencies: { kafkajs: "2.2.4" } }));
for (let index = 0; index < files; index++) {
  write(`src/area${index % 40}/module${index}.ts`, index % 50 === 0 ? talkingModule(index) : plainModule(index));
}
const git = (...args: string[]) => spawnSync("git", args, { cwd: root, encoding: "utf8" });
git("init", "-q");
git("add", "-A");

function timed(command: string, args: string[]): number {
  const start = process.hrtime.bigint();
  const run = spawnSync(command, args, { cwd: root, encoding: "utf8", maxBuffer: 1 << 28 });
  if (run.status === null || run.status > 4) throw new Error(`${command} ended with ${run.status}: ${run.stderr}`);
  return Number(process.hrtime.bigint() - start) / 1e6;
}

const median = (values: number[]): number => values.sort((a, b) => a - b)[Math.floor(values.length / 2)]!;
const ours: number[] = [];
const grep: number[] = [];
for (let run = 0; run < 6; run++) {
  const [a, b] = [
    timed(process.execPath, [bin, "check", "--json", "--root", root]),
    timed("git", ["grep", "-lE", "kafkajs|amqplib|nats|client-sqs|client-sns|confluent_kafka|pika|boto3"]),
  ];
  if (run === 0) continue; // warm-up
  ours.push(a);
  grep.push(b);
}
rmSync(root, { recursive: true, force: true });
console.log(
  `files ${files}   check ${median(ours).toFixed(0)} ms   git grep ${median(grep).toFixed(0)} ms   ratio ${(median(ours) / median(grep)).toFixed(1)}`,
);
