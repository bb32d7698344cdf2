import { describe, expect, it } from "vitest";
import { call } from "../../src/index.ts";

describe("recommend-broker", () => {
  it("ranks, says what decided and what was not stated", async () => {
    const answer = await call("recommend-broker", { eventsPerSecond: 20_000, replay: true });
    expect(answer).toMatchObject({ status: "ok", summary: expect.stringContaining("Apache Kafka. > 10,000 events/s") });
    expect(answer.ranking).toHaveLength(4);
    expect(answer.notStated).toContain("ordering");
  });

  it("cannot tell without requirements, and denies where nothing fits", async () => {
    expect(await call("recommend-broker", {})).toMatchObject({ status: "inconclusive", next: [{ tool: "detect" }] });
    const large = await call("recommend-broker", { payloadKilobytes: 20_000 });
    expect(large).toMatchObject({ status: "negative", summary: expect.stringContaining("None fits well") });
    expect(large.ranking.every(({ caveats }) => caveats.join().includes("claim check"))).toBe(true);
  });

  it("refuses what is no requirement, with the nearest name", async () => {
    await expect(call("recommend-broker", { eventPerSecond: 1 } as never)).rejects.toMatchObject({
      code: "INVALID_INPUT",
      message: expect.stringContaining("eventsPerSecond"),
    });
    await expect(call("recommend-broker", { fanOut: 0 })).rejects.toMatchObject({ code: "INVALID_INPUT" });
  });
});
