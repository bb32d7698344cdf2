import { appendFileSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { Session } from "../../src/brokers/broker.ts";
import { openLedger } from "../../src/delivery/journal.ts";
import { ladderOf, onLadder } from "../../src/delivery/ladder.ts";
import { redrive, select, type Selection } from "../../src/delivery/redrive.ts";
import { ack, bodiesIn, declare, message, quiet, recorder, text, waitFor } from "../brokers/conformance.ts";
import { running } from "../brokers/embedded/running.ts";

const signal = new AbortController().signal;
const never = () => undefined;

async function world() {
  const broker = running("requeue");
  const session = await broker.connect();
  const [billing, mail] = [await declare(broker, session), await declare(broker, session, "mail")];
  const ledger = () => openLedger(broker.root, "default", billing.deadLetter);
  const dead = (id: string, headers: Record<string, string> = {}, key = "k") =>
    session.publish(
      billing.deadLetter,
      message(JSON.stringify({ event_id: id }), {
        key,
        headers: { "gm-attempt": "4", "gm-error-kind": "exhausted", "gm-error-class": "TypeError", ...headers },
      }),
    );
  const run = async (wanted: Selection = {}, by: Session = session, name = "run-1", perSecond = 1000) => {
    const doing = redrive(by, billing, wanted, ledger(), {
      run: name,
      clock: broker.clock,
      perSecond,
      limit: Infinity,
      signal,
      progress: never,
    });
    let done = false;
    const watched = doing.finally(() => (done = true));
    watched.catch(never);
    await broker.clock.until(() => done, 600_000);
    return watched;
  };
  return {
    broker,
    session,
    billing,
    mail,
    ledger,
    dead,
    run,
    count: (wanted: Selection = {}) => select(session, billing, wanted, ledger()),
  };
}

describe("a redrive", () => {
  test("sends to the consumer alone, as a first attempt, and says who sent it", async () => {
    const { broker, session, billing, mail, dead, run } = await world();
    await dead("e-1", { "gm-error-stack": "at x", traceparent: "00-1" });
    expect(await run()).toEqual({ sent: 1, finished: 0 });
    const [mine, theirs] = [recorder(broker, () => ack), recorder(broker, () => ack)];
    await session.subscribe(billing, mine.handle);
    await session.subscribe(mail, theirs.handle);
    await waitFor(broker, "delivery", () => mine.seen.length === 1 && quiet(session, billing));
    expect(theirs.seen).toEqual([]);
    const { headers } = mine.seen[0]!.delivery;
    expect(headers).toMatchObject({ "gm-redrive-count": "1", "gm-redrive-id": "run-1", traceparent: "00-1" });
    expect(Object.keys(headers).filter((name) => /attempt|error|failed/.test(name))).toEqual([]);
    expect(await bodiesIn(session, billing.deadLetter)).toEqual([]);
  });

  test("selects by kind, class, key, id and time; the rest stays", async () => {
    const { dead, count, session, billing, run, broker } = await world();
    await dead("a", {}, "k1");
    await dead("b", { "gm-error-kind": "fatal" });
    await dead("c", { "gm-error-class": "RangeError" });
    const untilMs = broker.clock.now();
    await broker.clock.until(() => false, 1000);
    await dead("d");
    expect(await count()).toMatchObject({ matching: 4, loops: 0 });
    expect((await count({ kind: "fatal" })).matching).toBe(1);
    expect((await count({ errorClass: "RangeError" })).matching).toBe(1);
    expect((await count({ key: "k1" })).matching).toBe(1);
    expect((await count({ eventIds: ["a", "d", "x"] })).matching).toBe(2);
    expect((await count({ untilMs })).matching).toBe(3);
    await run({ kind: "fatal" });
    expect((await bodiesIn(session, billing.deadLetter)).map((body) => (JSON.parse(body) as { event_id: string }).event_id)).toEqual([
      "a",
      "c",
      "d",
    ]);
  });

  test("keeps to its rate", async () => {
    const { broker, dead, run } = await world();
    for (let index = 0; index < 11; index += 1) await dead(`e-${index}`);
    const before = broker.clock.now();
    await run({}, undefined, "run-1", 10);
    expect(broker.clock.now() - before).toBeGreaterThanOrEqual(1000);
    expect(broker.clock.now() - before).toBeLessThan(2000);
  });

  test("holds back what comes again, until it is asked for, and never more than five times", async () => {
    const { broker, session, billing, dead, run, count } = await world();
    await dead("loop");
    const handle = onLadder(ladderOf("c", billing, session.features, broker.clock), async () => {
      throw new Error("still broken");
    });
    await session.subscribe(billing, handle);
    const back = () =>
      waitFor(broker, "back", async () => (await session.backlog(billing.deadLetter)).ready === 1 && quiet(session, billing));
    await run();
    await back();
    expect(await count()).toMatchObject({ matching: 0, loops: 1 });
    expect(await run({}, undefined, "run-2")).toEqual({ sent: 0, finished: 0 });
    for (let again = 2; again <= 5; again += 1) {
      expect((await run({ returned: true }, undefined, `run-${again + 1}`)).sent).toBe(1);
      await back();
    }
    for await (const { headers } of session.peek(billing.deadLetter))
      expect(headers).toMatchObject({ "gm-redrive-count": "5", "gm-attempt": "4" });
    expect(await count({ returned: true })).toMatchObject({ matching: 0, loops: 1 });
  });

  test.each(["before it is sent", "after it was sent", "after it was noted"])(
    "cut off %s: nothing is lost, and the next run finishes",
    async (moment) => {
      const { broker, session, billing, dead, run } = await world();
      for (const id of ["a", "b", "c"]) await dead(id);
      let sent = 0;
      const cut: Session = {
        ...session,
        async sendTo(reader, each) {
          sent += 1;
          if (moment === "before it is sent" && sent === 2) throw new Error("cut");
          await session.sendTo(reader, each);
          if (moment === "after it was sent" && sent === 2) throw new Error("cut");
        },
        take: (channel, wants, handle) =>
          session.take(channel, wants, async (held) => {
            await handle(held);
            if (moment === "after it was noted" && sent === 2) throw new Error("cut");
          }),
      };
      await expect(run({}, cut)).rejects.toThrow("cut");
      expect((await bodiesIn(session, billing.deadLetter)).length).toBe(2);
      const second = await run({ returned: false }, undefined, "run-2");
      expect(second).toEqual(moment === "after it was noted" ? { sent: 1, finished: 1 } : { sent: 2, finished: 0 });
      expect(await bodiesIn(session, billing.deadLetter)).toEqual([]);
      const { seen, handle } = recorder(broker, () => ack);
      await session.subscribe(billing, handle);
      await waitFor(broker, "all", () => quiet(session, billing));
      const ids = seen.map((each) => (JSON.parse(text(each.delivery)) as { event_id: string }).event_id);
      expect(ids.sort()).toEqual(moment === "after it was sent" ? ["a", "b", "b", "c"] : ["a", "b", "c"]);
    },
  );

  test("its ledger is read without trust", async () => {
    const { broker, dead, run, ledger, count } = await world();
    await dead("a");
    await run();
    const folder = join(broker.root, ".godmode/event/journal");
    const file = join(folder, readdirSync(folder)[0]!);
    expect(JSON.parse(readFileSync(file, "utf8"))).toMatchObject({
      run: "run-1",
      eventId: "a",
      letter: expect.stringMatching(/^\d+@\d+$/),
    });
    appendFileSync(file, '{"at":1}\nnonsense\n{"at":"x","run":"y"}\nnull\n');
    expect(ledger().wentBack("a")).toBe(true);
    expect(ledger().wentBack("b")).toBe(false);
    await dead("b");
    expect(await count()).toMatchObject({ matching: 1 });
  });
});
