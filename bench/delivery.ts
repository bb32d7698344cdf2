import type { BrokerKind } from "./delivery/clients.ts";
import { goodPath } from "./delivery/good-path.ts";
import { inspected } from "./delivery/inspect.ts";
import { planned } from "./delivery/plan.ts";
import { redriven } from "./delivery/redrive.ts";

/**
 * `npm run bench:delivery [-- PART… KIND… COUNT]`, each on a real server of its own (fauxqs for SQS):
 * consume: what `scaffold` writes beside a bare loop that writes the same rows, events a second (bar: 0.85x), on a PostgreSQL that does
 * not wait for its disk: else the disk is what is measured · redrive: beside a bare receive-send-delete loop (bar: 0.5x) · inspect: the
 * most memory, a tenth of the dead letters and all of them · plan: 500 consumers, pure (bar: 2 s).
 */
const parts = ["plan", "consume", "redrive", "inspect"] as const;
const kinds = ["kafka", "rabbitmq", "sqs", "nats"] as const satisfies readonly BrokerKind[];
const rounds = 5;

const words = process.argv.slice(2);
const number = words.find((word) => /^\d+$/.test(word));
const chosen = <T extends string>(all: readonly T[]): readonly T[] => {
  const named = all.filter((each) => words.includes(each));
  return named.length === 0 ? all : named;
};
const unknown = words.find((word) => word !== number && ![...parts, ...kinds].includes(word as BrokerKind));
if (unknown !== undefined) {
  console.error(`Usage: npm run bench:delivery -- [${parts.join(" | ")}]… [${kinds.join(" | ")}]… [COUNT]`);
  process.exit(2);
}

/** SQS here is a program that keeps each message in SQLite: some hundred calls a second. */
const countOf = (kind: BrokerKind, usual: number, onSqs: number) =>
  number === undefined ? (kind === "sqs" ? onSqs : usual) : Number(number);
const median = (values: readonly number[]) => values.toSorted((a, b) => a - b)[values.length >> 1]!;
const rounded = (values: readonly number[]) => values.map((value) => value.toFixed(0)).join(" ");

const measure: Readonly<Record<(typeof parts)[number], (kind: BrokerKind) => Promise<string>>> = {
  async plan(kind) {
    const { resources, created, ms } = await planned(kind);
    return `500 consumers, ${resources} resources, ${created} to create   ${ms.toFixed(0)} ms`;
  },
  async consume(kind) {
    const count = countOf(kind, 10_000, 1000);
    const { template, transaction, effect } = await goodPath(kind, count, rounds);
    const [ours, same, less] = [median(template), median(transaction), median(effect)];
    return [
      `${count} events   template ${ours.toFixed(0)}/s   bare loop, same rows ${same.toFixed(0)}/s   speed ${(ours / same).toFixed(2)}x`,
      `   (without an inbox ${less.toFixed(0)}/s: ${(ours / less).toFixed(2)}x)`,
      `   rounds ${rounded(template)} | ${rounded(transaction)} | ${rounded(effect)}`,
    ].join("");
  },
  async redrive(kind) {
    const count = countOf(kind, 100_000, 10_000);
    const { sent, oursMs, bareMs } = await redriven(kind, count);
    const [ours, bare] = [oursMs / 1000, bareMs / 1000];
    return `${sent} of ${count}   ours ${ours.toFixed(1)} s   bare loop ${bare.toFixed(1)} s   speed ${(bare / ours).toFixed(2)}x`;
  },
  async inspect(kind) {
    const looked = await inspected(kind, countOf(kind, 1_000_000, 10_000));
    return looked.map(({ depth, ms, peakMb }) => `${depth} dead letters ${(ms / 1000).toFixed(1)} s ${peakMb.toFixed(0)} MB`).join("   ");
  },
};

for (const part of chosen(parts)) for (const kind of chosen(kinds)) console.log(`${part} ${kind}   ${await measure[part](kind)}`);
