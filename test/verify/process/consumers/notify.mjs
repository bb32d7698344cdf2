// Tells others. `node notify.mjs keyed | unkeyed | stable-id | new-id | swallow`
import { randomUUID } from "node:crypto";
import { consume } from "./lines.mjs";

async function post(event, headers = {}) {
  const answer = await fetch(`${process.env.HTTP_URL}/letters`, {
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
    body: JSON.stringify(event.body),
  });
  if (!answer.ok) throw new Error(`answered ${answer.status}`);
}

const ways = {
  keyed: (event) => post(event, { "idempotency-key": event.id }),
  unkeyed: (event) => post(event),
  "stable-id": (event, publish) => publish("letters", { event_id: `letter-${event.id}`, sku: event.body.sku }),
  "new-id": (event, publish) => publish("letters", { event_id: randomUUID(), sku: event.body.sku }),
  swallow: (event) => post(event, { "idempotency-key": event.id }).catch(() => {}),
};
consume((message, publish) => ways[process.argv[2]](message, publish));
