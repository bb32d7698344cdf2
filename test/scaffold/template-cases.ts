import { expect } from "vitest";
import { readFailure, requiredHeaders } from "../../src/delivery/headers.ts";
import { event, startTemplate, type TemplateWorld, until } from "./template-run.ts";

/** What every template does on its real broker and a real database, played once: servers are slow to start. */
export async function playTemplate(world: TemplateWorld): Promise<void> {
  const play = await startTemplate(world);
  try {
    play.start();
    for (const body of [
      event("a"),
      event("poison", "fail"),
      event("never", "fatal"),
      "{ no json",
      { event_id: "half" },
      event("b"),
      event("cut", "cut"),
    ]) {
      await play.publish(body);
    }
    const letters = await play.deadLetters(4);
    await play.quiet();
    for (const body of [event("a"), event("die", "die"), event("c")]) await play.publish(body);
    await play.sendBack(event("back"));
    await until(
      async () => (await play.rows("SELECT 1 FROM billing_events")).length >= 6,
      () => play.output(),
    );
    await play.quiet();

    const effects = await play.rows("SELECT event_id FROM billing_events ORDER BY 1");
    expect(effects.map(({ event_id }) => event_id)).toEqual(["a", "b", "back", "c", "cut", "die"]);

    const found = letters.map((letter) => ({ letter, failure: readFailure(letter.headers), text: Buffer.from(letter.body).toString() }));
    expect(found.map(({ failure: { kind, attempt, eventId }, text }) => `${kind} ${attempt} ${eventId ?? text}`).sort()).toEqual([
      "exhausted 4 poison",
      "fatal 1 never",
      "undecodable 1 half",
      "undecodable 1 { no json",
    ]);
    for (const { letter } of found) {
      expect(Object.keys(letter.headers)).toEqual(expect.arrayContaining([...requiredHeaders, "x-own"]));
      expect(letter.headers["gm-consumer"]).toBe("billing");
    }
    const exhausted = found.find(({ failure }) => failure.kind === "exhausted")!.letter.headers;
    expect(exhausted["gm-error-message"]).toBe("No such account at postgres://***@db/x");
    expect(exhausted["gm-error-stack"]).toContain("billing-handler.ts:");
    expect(exhausted["gm-original-" + world.broker.features.words.channel]).toBeDefined();

    const tries = await play.rows("SELECT event_id, extract(epoch FROM at) * 1000 AS ms FROM attempts ORDER BY at");
    const of = (id: string) => tries.filter(({ event_id }) => event_id === id).map(({ ms }) => Number(ms));
    const at = of("poison");
    expect(at).toHaveLength(4);
    for (const [index, waitMs] of world.rungsMs.entries()) {
      const gap = at[index + 1]! - at[index]!;
      expect(gap, `gap ${index + 1} of ${at.join(", ")}`).toBeGreaterThanOrEqual(waitMs - 15);
      expect(gap, `gap ${index + 1} of ${at.join(", ")}`).toBeLessThan(waitMs + 1500);
    }
    expect(of("never")).toHaveLength(1);
    expect(of("cut"), "its connection broke: tried again").toHaveLength(2);
    expect(of("die")).toHaveLength(1);
    expect(play.starts()).toBe(2);

    await until(
      async () => (await play.rows("SELECT 1 FROM pg_stat_activity WHERE state = 'idle in transaction'")).length === 0,
      () => "no open transaction",
    );
    // One that is only starting would be ended by the signal itself.
    await play.publish(event("last"));
    await until(
      async () => (await play.rows("SELECT 1 FROM billing_events WHERE event_id = 'last'")).length === 1,
      () => play.output(),
    );
    expect(await play.stop(), play.output()).toBe(0);
  } finally {
    await play.end();
  }
}
