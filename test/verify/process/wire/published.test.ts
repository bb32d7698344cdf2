import { expect, test } from "vitest";
import { deadOnes, publishedBy } from "../../../../src/verify/subjects/process/wire/dead-letters.ts";
import type { Place } from "../../../../src/verify/subjects/process/wire/place.ts";
import { messages } from "./rig.ts";
import { conversing } from "./talk.ts";

const place: Place = {
  host: "",
  port: 1,
  private: true,
  isDead: (channel) => channel.includes("dead"),
  isRetry: (channel) => channel.includes("retry"),
};

test("an event of its own counts as published, whatever its channel is called", () => {
  const { carrier } = conversing();
  const [event] = messages;
  const sent = [
    ["payment.retry.requested", '{"event_id":"new-1"}'],
    ["parcel.dead-letter.returned", '{"event_id":"new-2"}'],
    ["orders.retry", event!.body],
    ["orders.dead", JSON.stringify({ why: "broken", body: Buffer.from(event!.body).toString("base64") })],
  ] as const;
  for (const [channel, body] of sent) carrier.took({ instance: "A", channel, body: Buffer.from(body) });
  expect(publishedBy(carrier, place).map(({ channel }) => channel)).toEqual(["payment.retry.requested", "parcel.dead-letter.returned"]);
  expect(deadOnes(carrier, place)).toEqual([0]);
});
