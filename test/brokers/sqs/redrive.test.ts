import { spawn } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import type { Held } from "../../../src/brokers/broker.ts";
import { openLedger } from "../../../src/delivery/journal.ts";
import { redrive, select } from "../../../src/delivery/redrive.ts";
import { hasServer } from "../../servers/servers.ts";
import { clock, consumerOn } from "./consumer.ts";

const child = fileURLToPath(new URL("redrive-child.ts", import.meta.url));
const never = new AbortController().signal;
type Place = Awaited<ReturnType<typeof consumerOn>>;

const letter = (id: string, more: Record<string, string> = {}) => ({
  headers: { "gm-event-id": id, "gm-error-kind": "exhausted", "gm-attempt": "4", "gm-error-class": "TypeError", ...more },
  body: Buffer.from(JSON.stringify({ event_id: id })),
});

async function fill({ session, reader }: Place, count: number): Promise<void> {
  const ids = Array.from({ length: count }, (_, index) => `event-${index}`);
  for (let start = 0; start < count; start += 20)
    await Promise.all(ids.slice(start, start + 20).map((id) => session.publish(reader.deadLetter, letter(id))));
}

/** Everything in the consumer's queue, taken out of it. */
async function arrived({ session, reader }: Place): Promise<Held[]> {
  const all: Held[] = [];
  await session.take(
    reader.channel,
    () => true,
    async (held) => void all.push(held),
  );
  return all;
}

/** Runs a redrive in a process of its own and kills it when so many are sent; undefined: it may end. */
function run({ root, url, reader }: Place, name: string, killAt?: number): Promise<string> {
  const task = join(root, `${name}.json`);
  writeFileSync(task, JSON.stringify({ url, root, reader, run: name, perSecond: 100_000 }));
  return new Promise((resolve, reject) => {
    const process_ = spawn(process.execPath, ["--no-warnings", child, task], { stdio: ["ignore", "pipe", "inherit"] });
    let out = "";
    process_.stdout.on("data", (bytes: Buffer) => {
      out += bytes.toString();
      const done = Number(out.trimEnd().split("\n").at(-1));
      if (killAt !== undefined && done >= killAt) process_.kill("SIGKILL");
    });
    process_.once("error", reject).once("close", () => resolve(out.trimEnd().split("\n").at(-1)!));
  });
}

describe.skipIf(!(await hasServer("fauxqs"))).concurrent("redrive", { timeout: 90_000 }, () => {
  test("of many, killed in the middle: none is lost, and each goes back once in effect", async () => {
    const count = 400;
    const place = await consumerOn("fauxqs");
    await fill(place, count);
    for (const [index, at] of [60, 130].entries()) await run(place, `run-${index}`, at);
    const left = async () => {
      const { ready, inFlight } = await place.session.backlog(place.reader.deadLetter);
      return ready + inFlight;
    };
    expect(await left()).toBeGreaterThan(0);
    // What the killed one held is hidden for 30 seconds: it comes with the run after that.
    for (let again = 0; again < 40 && (await left()) > 0; again += 1) {
      await run(place, `rest-${again}`);
      if ((await left()) > 0) await new Promise((resolve) => setTimeout(resolve, 2000));
    }
    const back = await arrived(place);
    const times = new Map<string, number>();
    for (const { headers } of back) times.set(headers["gm-event-id"]!, (times.get(headers["gm-event-id"]!) ?? 0) + 1);
    expect(times.size).toBe(count);
    // One in work per kill may have been sent and not noted.
    expect(back.length - count).toBeLessThanOrEqual(2);
    expect(back.every(({ headers }) => headers["gm-redrive-count"] === "1" && headers["gm-error-kind"] === undefined)).toBe(true);
    await place.session.close();
  });

  test("a selection goes back as new messages, and the rest stays", async () => {
    const place = await consumerOn("fauxqs");
    const { session, reader, root } = place;
    const foreign = { "content-type": "application/json", "x-ü": "ß" };
    await session.publish(reader.deadLetter, letter("a", { "gm-error-class": "RangeError", ...foreign }));
    await session.publish(reader.deadLetter, letter("b"));
    const ledger = openLedger(root, "test", reader.deadLetter);
    const wanted = { errorClass: "RangeError" };
    expect(await select(session, reader, {}, ledger)).toEqual({ matching: 2, loops: 0 });
    expect(await select(session, reader, wanted, ledger)).toMatchObject({ matching: 1, loops: 0 });
    const options = { clock, perSecond: 1000, limit: Infinity, signal: never, progress: () => undefined };
    expect(await redrive(session, reader, wanted, ledger, { ...options, run: "one" })).toEqual({ sent: 1, finished: 0 });
    expect(await place.hand.bodies(reader.deadLetter)).toEqual(['{"event_id":"b"}']);
    const [back] = await arrived(place);
    expect(back!.headers).toEqual({ "gm-event-id": "a", "gm-redrive-count": "1", "gm-redrive-id": "one", ...foreign });
    await session.publish(
      reader.deadLetter,
      letter("a", { "gm-redrive-count": "1", "gm-redrive-id": "one", "gm-error-class": "RangeError" }),
    );
    expect(await select(session, reader, wanted, ledger)).toMatchObject({ matching: 0, loops: 1 });
    expect(await redrive(session, reader, wanted, ledger, { ...options, run: "two" })).toEqual({ sent: 0, finished: 0 });
    await session.close();
  });

  test("a standard attribute of another type comes back as that type", async () => {
    const { session, reader, hand, root } = await consumerOn("fauxqs");
    const QueueUrl = await hand.urlOf(reader.deadLetter);
    const MessageAttributes = {
      n: { DataType: "Number", StringValue: "7" },
      b: { DataType: "Binary", BinaryValue: Buffer.from([0, 255]) },
    };
    await hand.sqs.sendMessage({ QueueUrl, MessageBody: '{"event_id":"x"}', MessageAttributes });
    const options = { clock, perSecond: 1000, limit: Infinity, signal: never, progress: () => undefined };
    await redrive(session, reader, {}, openLedger(root, "test", reader.deadLetter), { ...options, run: "one" });
    const [message] = (await hand.sqs.receiveMessage({ QueueUrl: await hand.urlOf(reader.channel), MessageAttributeNames: ["All"] }))
      .Messages!;
    expect(message!.MessageAttributes).toMatchObject({ n: { DataType: "Number", StringValue: "7" }, b: { DataType: "Binary" } });
    expect([...message!.MessageAttributes!["b"]!.BinaryValue!]).toEqual([0, 255]);
    await session.close();
  });
});
