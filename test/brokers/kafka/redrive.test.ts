import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { Session } from "../../../src/brokers/broker.ts";
import { kafka } from "../../../src/brokers/kafka/broker.ts";
import { inspect } from "../../../src/delivery/inspect.ts";
import { openLedger } from "../../../src/delivery/journal.ts";
import { isQuiet } from "../../../src/delivery/poison.ts";
import { redrive, select, type Selection } from "../../../src/delivery/redrive.ts";
import { hasServer } from "../../servers/servers.ts";
import { clock, consumer, event, lettersIn, type Setting, setting } from "./setting.ts";

const root = (): string => mkdtempSync(join(tmpdir(), "redrive-"));

function back(at: Setting, session: Session, folder: string, wanted: Selection = {}, run = "run-1") {
  const ledger = openLedger(folder, "test", at.reader.deadLetter);
  const how = { run, clock, perSecond: 100_000, limit: 100_000, signal: new AbortController().signal, progress: () => undefined };
  return redrive(session, at.reader, wanted, ledger, how);
}

/** Its consumer was there, and stands still while somebody looks after what it left. */
async function consumerWasThere({ session, reader }: Setting): Promise<void> {
  await (await session.subscribe(reader, async (batch) => batch.map(() => ({ do: "ack" })))).close();
}

const headers = (index: number) => ({
  "gm-event-id": `e${index}`,
  "gm-attempt": "4",
  "gm-error-kind": index % 3 === 0 ? "fatal" : "exhausted",
});

/** Dead letters of two kinds, as a ladder leaves them. */
async function withLetters(at: Setting, count: number): Promise<void> {
  const sending = Array.from({ length: count }, (_, index) =>
    at.session.publish(at.reader.deadLetter, { ...event(`e${index}`, `k${index}`), headers: headers(index) }),
  );
  await Promise.all(sending);
}

describe.skipIf(!(await hasServer("kafka")))("dead letters on Kafka", () => {
  test("a redrive reaches its own group alone, with the attempts reset, and takes what went back", async (context) => {
    const at = await setting(context, [50, 60]);
    const other = kafka.topology({ ...at.wanted, group: `${at.wanted.group}-mail` }).reader;
    const { session, reader } = at;
    let broken = true;
    const { seen, handle } = consumer(at, () => broken);
    const attempts: string[] = [];
    const mail: string[] = [];
    await session.subscribe(reader, async (batch) => {
      attempts.push(batch[0]!.headers["gm-attempt"] ?? "none");
      return handle(batch);
    });
    await session.subscribe(other, async ([delivery]) => {
      mail.push(Buffer.from(delivery!.body).toString());
      return [{ do: "ack" }];
    });
    await session.publish(reader.channel, event("a"));
    const ended = async () => (await session.backlog(reader.deadLetter)).ready === 1 && (await isQuiet(session, reader));
    expect(await clock.until(ended, 20_000)).toBe(true);
    broken = false;
    expect(await back(at, session, root())).toEqual({ sent: 1, finished: 0 });
    expect(await clock.until(async () => seen.length === 4 && (await isQuiet(session, reader)), 20_000)).toBe(true);
    expect(attempts).toEqual(["none", "2", "3", "none"]);
    expect(mail).toEqual(["a"]);
    expect(await lettersIn(session, reader)).toEqual([]);
  });

  test("what came back is held back: no loop", async (context) => {
    const at = await setting(context, []);
    const { session, reader } = at;
    await session.subscribe(reader, consumer(at, () => true).handle);
    await session.publish(reader.channel, event("a"));
    const letters = async (count: number) => {
      expect(await clock.until(async () => (await session.backlog(reader.deadLetter)).ready === count, 20_000)).toBe(true);
    };
    await letters(1);
    const folder = root();
    expect(await back(at, session, folder)).toMatchObject({ sent: 1 });
    await letters(1);
    expect(await select(session, reader, {}, openLedger(folder, "test", reader.deadLetter))).toMatchObject({ matching: 0, loops: 1 });
    expect(await back(at, session, folder, {}, "run-2")).toEqual({ sent: 0, finished: 0 });
    expect(await inspect(session, reader, clock.now(), 0)).toMatchObject({ depth: 1, returned: 1, level: "alert" });
  });

  test("nothing goes back where nobody has ever read what is sent to the group: it stays, and goes when its consumer has come", async (context) => {
    const at = await setting(context, [100]);
    const { session, reader } = at;
    await withLetters(at, 3);
    const folder = root();
    await expect(back(at, session, folder)).rejects.toThrow(/Start the consumer|none has read/);
    expect(await session.backlog(reader.deadLetter)).toMatchObject({ ready: 3 });
    await consumerWasThere(at);
    expect(await back(at, await at.another(), folder, {}, "run-2")).toMatchObject({ sent: 3 });
  });

  test("some of them go back, the others stay where and as they are, also for who comes later", async (context) => {
    const at = await setting(context, [100], {}, 3);
    const { session, reader } = at;
    await consumerWasThere(at);
    await withLetters(at, 60);
    const before = await lettersIn(session, reader);
    expect(await back(at, session, root(), { kind: "fatal" })).toMatchObject({ sent: 20 });
    const stay = before.filter((id) => Number(id.slice(1)) % 3 !== 0);
    expect(await lettersIn(await at.another(), reader)).toEqual(stay);
    expect(await session.backlog(reader.deadLetter)).toMatchObject({ ready: 40 });
    expect(await back(at, await at.another(), root(), {}, "run-2")).toMatchObject({ sent: 40 });
    expect(await session.backlog(reader.deadLetter)).toMatchObject({ ready: 0 });
    // All of them are taken, so nothing keeps their records.
    const admin = await at.admin();
    for (const { low, high } of await admin.fetchTopicOffsets(reader.deadLetter)) expect(low).toBe(high);
  });

  test(
    "a run that dies in the middle of many loses none, and the next one sends each that was left",
    { timeout: 60_000 },
    async (context) => {
      const at = await setting(context, [100], {}, 3);
      const { session, reader } = at;
      const count = 3000;
      await consumerWasThere(at);
      await withLetters(at, count);
      const folder = root();
      const dying = await at.another();
      let sent = 0;
      const cut: Session = {
        ...dying,
        async sendTo(to, message) {
          await dying.sendTo(to, message);
          if (++sent === 1000) dying.abandon();
        },
      };
      await expect(back(at, cut, folder)).rejects.toThrow();
      const rest = await back(at, session, folder, {}, "run-2");
      expect(await session.backlog(reader.deadLetter)).toMatchObject({ ready: 0 });
      const arrived: string[] = [];
      await session.subscribe(
        reader,
        async (batch) => {
          arrived.push(...batch.map(({ body }) => Buffer.from(body).toString()));
          return batch.map(() => ({ do: "ack" }));
        },
        { prefetch: 200, batch: 200 },
      );
      expect(await clock.until(() => isQuiet(session, reader), 20_000)).toBe(true);
      expect(new Set(arrived).size).toBe(count);
      // The one in work when it died goes twice at most.
      expect(arrived.length - count).toBeLessThanOrEqual(1);
      expect(rest.sent + rest.finished).toBeGreaterThanOrEqual(count - 1000);
    },
  );
});
