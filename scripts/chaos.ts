import type { Chaos } from "./chaos/counted.ts";

/**
 * `npm run chaos [-- KIND…] [TIMES]`: kills of clients between sending and acknowledging, cut connections, brokers that restart in the
 * middle of a ladder, on real servers, all brokers side by side: most of the time is waiting for leases and sessions to end. Prints
 * what was sent, lost and duplicated; exits with 1 when anything was lost or a broker's part broke off. 12 times are 200 strikes.
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

const parts = (chosen.length > 0 ? chosen : Object.keys(kinds)).map(async (kind) => {
  const began = performance.now();
  const counted = await (await kinds[kind]!())(times);
  console.error(`${kind}: ${((performance.now() - began) / 60_000).toFixed(1)} minutes`);
  return counted;
});

const rows: (readonly string[])[] = [["broker", "fault", "times", "sent", "lost", "duplicated"]];
const sum = { times: 0, sent: 0, lost: 0, duplicated: 0 };
const ends = await Promise.allSettled(parts);
for (const row of ends.flatMap((end) => (end.status === "fulfilled" ? end.value : []))) {
  rows.push([row.broker, row.fault, ...[row.times, row.sent, row.lost, row.duplicated].map(String)]);
  for (const key of ["times", "sent", "lost", "duplicated"] as const) sum[key] += row[key];
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
const broken = ends.filter((end) => end.status === "rejected");
for (const { reason } of broken) console.error(reason);
process.exitCode = sum.lost > 0 || broken.length > 0 ? 1 : 0;
