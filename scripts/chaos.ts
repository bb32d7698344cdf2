import type { Chaos } from "./chaos/counted.ts";

/**
 * `npm run chaos [-- KIND…] [TIMES]`: kills of clients between sending and acknowledging, cut connections, brokers that restart in the
 * middle of a ladder, on real servers. Prints what was sent, lost and duplicated; exits with 1 when anything was lost.
 */
const kinds: Readonly<Record<string, () => Promise<Chaos>>> = {
  kafka: async () => (await import("./chaos/kafka.ts")).kafkaChaos,
  rabbitmq: async () => (await import("./chaos/rabbitmq.ts")).rabbitmqChaos,
  sqs: async () => (await import("./chaos/sqs.ts")).sqsChaos,
  nats: async () => (await import("./chaos/nats.ts")).natsChaos,
};
const words = process.argv.slice(2);
const times = Number(words.find((word) => /^\d+$/.test(word)) ?? 50);
const chosen = words.filter((word) => !/^\d+$/.test(word));
const unknown = chosen.find((word) => !(word in kinds));
if (unknown !== undefined) {
  console.error(`Usage: npm run chaos -- [${Object.keys(kinds).join(" | ")}]… [TIMES]`);
  process.exit(2);
}

const rows: (readonly string[])[] = [["broker", "fault", "times", "sent", "lost", "duplicated"]];
const sum = { times: 0, sent: 0, lost: 0, duplicated: 0 };
for (const kind of chosen.length > 0 ? chosen : Object.keys(kinds)) {
  for (const row of await (
    await kinds[kind]!()
  )(times)) {
    rows.push([row.broker, row.fault, ...[row.times, row.sent, row.lost, row.duplicated].map(String)]);
    for (const key of ["times", "sent", "lost", "duplicated"] as const) sum[key] += row[key];
  }
}
rows.push(["all", "", ...[sum.times, sum.sent, sum.lost, sum.duplicated].map(String)]);
const widths = rows[0]!.map((_, column) => Math.max(...rows.map((row) => row[column]!.length)));
for (const row of rows)
  console.log(
    row
      .map((cell, column) => cell.padEnd(widths[column]!))
      .join("  ")
      .trimEnd(),
  );
process.exitCode = sum.lost > 0 ? 1 : 0;
