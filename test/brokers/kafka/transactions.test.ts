import { randomUUID } from "node:crypto";
import { describe, expect, test } from "vitest";
import { isQuiet } from "../../../src/delivery/poison.ts";
import { hasServer } from "../../servers/servers.ts";
import { clock, consumer, lettersIn, setting } from "./setting.ts";

describe.skipIf(!(await hasServer("kafka")))("transactions on Kafka", () => {
  test("K9: what was given up is neither handled nor seen, and what was committed is", async (context) => {
    const at = await setting(context, [100]);
    const { session, reader } = at;
    const producer = await at.producer({ transactionalId: `tx-${randomUUID()}` });
    for (const [id, ends] of [
      ["given-up", "abort"],
      ["kept", "commit"],
      ["given-up-too", "abort"],
    ] as const) {
      const transaction = await producer.transaction();
      for (const topic of [reader.channel, reader.deadLetter]) await transaction.send({ topic, messages: [{ key: "k", value: id }] });
      await transaction[ends]();
    }
    const { seen, handle } = consumer(at, () => false);
    await session.subscribe(reader, handle);
    expect(await clock.until(() => isQuiet(session, reader), 20_000)).toBe(true);
    expect(seen.map(({ id }) => id)).toEqual(["kept"]);
    expect(await lettersIn(session, reader)).toEqual(["kept"]);
  });

  test("K9: what an open transaction holds is not read, and what comes behind it waits", async (context) => {
    const at = await setting(context, [100]);
    const { session, reader } = at;
    const producer = await at.producer({ transactionalId: `tx-${randomUUID()}` });
    const transaction = await producer.transaction();
    await transaction.send({ topic: reader.deadLetter, messages: [{ key: "k", value: "open" }] });
    await session.publish(reader.deadLetter, { key: "k", headers: {}, body: Buffer.from("behind") });
    expect(await lettersIn(session, reader)).toEqual([]);
    await transaction.commit();
    expect(await clock.until(async () => (await lettersIn(session, reader)).length === 2, 5000)).toBe(true);
    expect(await lettersIn(session, reader)).toEqual(["open", "behind"]);
  });

  test("K9: a copy and its commit in one transaction are there both or not at all", async (context) => {
    const at = await setting(context, [100]);
    const { session, reader } = at;
    const admin = await at.admin();
    const producer = await at.producer({ transactionalId: `tx-${randomUUID()}` });
    await session.publish(reader.channel, { key: "k", headers: {}, body: Buffer.from("moved") });
    const offsets = { consumerGroupId: reader.group, topics: [{ topic: reader.channel, partitions: [{ partition: 0, offset: "1" }] }] };
    const committed = async () => (await admin.fetchOffsets({ groupId: reader.group, topics: [reader.channel] }))[0]!.partitions[0]!.offset;
    for (const [ends, copies, offset] of [
      ["abort", [], "0"],
      ["commit", ["moved"], "1"],
    ] as const) {
      const transaction = await producer.transaction();
      await transaction.send({ topic: reader.deadLetter, messages: [{ key: "k", value: "moved" }] });
      await transaction.sendOffsets(offsets);
      await transaction[ends]();
      expect(await clock.until(async () => (await committed()) === offset, 5000)).toBe(true);
      expect(await lettersIn(session, reader)).toEqual(copies);
    }
  });
});
