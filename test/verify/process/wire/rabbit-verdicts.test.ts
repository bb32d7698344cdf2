import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import type { VerifyOptions } from "../../../../src/verify/material.ts";
import { rabbitWire } from "../../../../src/verify/subjects/process/wire/amqp/rabbit-wire.ts";
import { hasServer, serverOf } from "../../../servers/servers.ts";
import { has, node, verify } from "../rig.ts";

const root = fileURLToPath(new URL("consumers", import.meta.url));
const slow = { timeout: 120_000 };

describe.skipIf(!(await hasServer("rabbitmq")) || !has("strace"))("a consumer of RabbitMQ, under faults", async () => {
  const { address } = await serverOf("rabbitmq");
  const url = new URL(address["url"]!);
  const place = { host: url.hostname, port: Number(url.port), management: address["management"]!, user: "guest", password: "guest" };
  const verdictOf = async (mode: string, faults: readonly string[], more: Partial<VerifyOptions> = {}, workMs = 10_000) => {
    const wire = rabbitWire({ ...place, private: true, isDead: () => false, isRetry: () => false });
    return (await verify(node("rabbitmq-posts.mjs", mode), faults, { root, wire, patience: { workMs } }, more)).verification;
  };

  test.each([
    ["F6", "handed over is lost in a crash at once", "no-ack", "m0@A!crash-before#ack m1@A"],
    ["F7", "handed over is lost in a crash before its effect", "no-ack", "m0@A!crash-before#1 m1@A"],
    ["F7", "in work is lost where another acknowledgement takes it along", "acks-all", "[m0 m1]@A!crash-after#ack m2@A"],
  ])("%s: what is %s", slow, async (faultClass, _, mode, schedule) => {
    const lost = { verdict: "not-idempotent", losesOnCrash: true, counterexample: { faultClass } };
    expect(await verdictOf(mode, [], { schedules: [schedule] })).toMatchObject(lost);
    expect(await verdictOf("acks", [], { schedules: [schedule] })).toMatchObject({ verdict: "idempotent", violations: [] });
  });

  test("two messages in work at once are tried", slow, async () => {
    const { counterexample } = await verdictOf("acks-all", ["F7"]);
    expect(counterexample?.schedule).toMatch(/\[m\d m\d\]@A!crash-after#ack/);
  });

  test("one that refuses whatever comes after an error is started again, and the answer says so", slow, async () => {
    const { violations, assumptions, coverage } = await verdictOf("breaks", ["F8"], { budget: { plays: 6, seconds: 100 } });
    expect(violations).toEqual([]);
    expect(coverage.classes).toContainEqual(expect.objectContaining({ faultClass: expect.stringMatching("F8") }));
    expect(assumptions).toContainEqual(expect.stringMatching(/until it is started again/));
  });

  test("one that refuses without end is given up", slow, async () => {
    const { verdict, why } = await verdictOf("refuses", ["F1"], {}, 1500);
    expect([verdict, why]).toEqual(["inconclusive", expect.stringMatching(/refused what it was given \d+ times .* acknowledged nothing/)]);
  });
});
