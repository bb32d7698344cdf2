import { expect, test } from "vitest";
import { consume, crash, first, linesOf, pointsOf } from "./real-worker.ts";

const logger = `
import { appendFileSync, createWriteStream, mkdirSync } from "node:fs";
export function write(path, line) { appendFileSync(path, line + "\\n"); }
export function open(path) { mkdirSync("logs", { recursive: true }); return createWriteStream(path, { flags: "a" }); }
`;

test("a logging library's lines are no effect; the same file written by the consumer is", async () => {
  const consumer = await consume(
    `
import { appendFileSync } from "node:fs";
import { write, open } from "../logging/node_modules/pino-like/index.mjs";
const stream = open("logs/app.log");
export async function handle(event: { id: string }) {
  write("service.log", "handling " + event.id);
  await new Promise<void>((ok) => stream.write("handled\\n", () => ok()));
  appendFileSync("payments.log", event.id + "\\n");
}`,
    { "../logging/node_modules/pino-like/index.mjs": logger },
  );
  const outcome = await consumer.play([first(0, crash(1, "after"))]);
  await consumer.end();
  expect(pointsOf(outcome)).toEqual(["append payments.log *", "append payments.log *"]);
  expect(linesOf(outcome, "payments.log")).toEqual(["e1", "e1"]);
  expect(outcome.observation.files.map(({ path }) => path)).toEqual(["payments.log", "payments.log"]);
  expect(outcome.assumptions).toEqual(
    expect.arrayContaining(["service.log is a log: a line more is no effect.", "app.log is a log: a line more is no effect."]),
  );
});
