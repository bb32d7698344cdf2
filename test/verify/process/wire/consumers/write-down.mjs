import { appendFileSync } from "node:fs";

/** What a consumer of these tests does with an event: one line in a file. */
export function writeDown(text) {
  const { event_id } = JSON.parse(text);
  appendFileSync(process.env.HANDLED, `${event_id}\n`);
}
