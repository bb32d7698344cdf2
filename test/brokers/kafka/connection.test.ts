import { randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import { createServer } from "node:net";
import { describe, expect, onTestFinished, test } from "vitest";
import type { Address, Session } from "../../../src/brokers/broker.ts";
import { kafka } from "../../../src/brokers/kafka/broker.ts";
import { defaultRetry } from "../../../src/model/delivery.ts";
import { hasServer, serverOf } from "../../servers/servers.ts";
import { openingOf } from "./running.ts";

const { address } = (await hasServer("kafka")) ? await serverOf("kafka") : { address: {} as Record<string, string> };
const { url = "", saslUrl = "", tlsUrl = "", user = "", password = "", caFile = "" } = address;
const scram = { user, password, mechanism: "scram-sha-256" } as const;

async function opened(to: Address): Promise<Session> {
  const session = await kafka.open(openingOf(to));
  onTestFinished(() => session.close());
  return session;
}

const topic = { id: "", role: "source", kind: "topic", config: {}, immutable: [], atLeast: [] } as const;

describe.skipIf(url === "")("connections to Kafka", () => {
  test.each<[string, () => Address]>([
    ["a bare one", () => ({ url })],
    ["one of several addresses, of which the first is dead", () => ({ url: `127.0.0.1:1,${url}` })],
    ["SASL PLAIN", () => ({ url: saslUrl, user, password })],
    ["SASL SCRAM-SHA-256", () => ({ url: saslUrl, ...scram })],
    ["SASL SCRAM-SHA-512", () => ({ url: saslUrl, ...scram, mechanism: "scram-sha-512" })],
    ["TLS with its authority", () => ({ url: tlsUrl, tls: { ca: readFileSync(caFile, "utf8") } })],
  ])("%s is spoken over", async (_, to) => {
    const session = await opened(to());
    expect(await session.describe(`nothing-${randomUUID()}`)).toBeUndefined();
  });

  test.each<[string, () => Address, string, RegExp]>([
    ["nobody listens", () => ({ url: "127.0.0.1:1" }), "BROKER_UNREACHABLE", /ECONNREFUSED/],
    ["a host has no address", () => ({ url: "nowhere.invalid:9092" }), "BROKER_UNREACHABLE", /ENOTFOUND|EAI_AGAIN/],
    ["the password is wrong", () => ({ url: saslUrl, user, password: "hunter2" }), "AUTH_FAILED", /authentication/i],
    ["the SCRAM password is wrong", () => ({ url: saslUrl, ...scram, password: "hunter2" }), "AUTH_FAILED", /authentication/i],
    ["the listener wants a user and gets none", () => ({ url: saslUrl }), "BROKER_UNREACHABLE", /closed|connection/i],
    ["the listener speaks TLS and the client does not", () => ({ url: tlsUrl }), "BROKER_UNREACHABLE", /closed|connection/i],
    ["the client speaks TLS and the listener does not", () => ({ url, tls: {} }), "BROKER_UNREACHABLE", /./],
    ["nobody vouches for the certificate", () => ({ url: tlsUrl, tls: {} }), "BROKER_UNREACHABLE", /self.signed/],
    ["the url is none", () => ({ url: "amqp://a:hunter2@b/" }), "INVALID_INPUT", /host:port/],
    ["the url is empty", () => ({}), "INVALID_INPUT", /empty/],
  ])("where %s, one clear error says so", { timeout: 30_000 }, async (_, to, code, why) => {
    const error = await kafka.open(openingOf(to())).then(
      () => undefined,
      (thrown: unknown) => thrown as { code: string; message: string; why: string; retry: { how: string } },
    );
    expect(error).toMatchObject({ code });
    expect(error!.message).toContain("connection test");
    expect(`${error!.message} ${error!.why}`).toMatch(why);
    expect(JSON.stringify(error)).not.toContain("hunter2");
  });

  test("a server that accepts and says nothing is a time-out, not a hang", { timeout: 60_000 }, async () => {
    const silent = createServer(() => undefined);
    await new Promise<void>((resolve) => silent.listen(0, "127.0.0.1", resolve));
    onTestFinished(() => void silent.close());
    const { port } = silent.address() as { port: number };
    await expect(kafka.open(openingOf({ url: `127.0.0.1:${port}` }))).rejects.toMatchObject({ code: /TIMEOUT|BROKER_UNREACHABLE/ });
  });

  test("a user who may do nothing is told what he may not do", async () => {
    const session = await opened({ url: saslUrl, user: "outsider", password: "outsider-secret" });
    const name = `apart-${randomUUID()}`;
    await expect(session.create({ ...topic, id: `kafka:topic:${name}`, name }, "run")).rejects.toMatchObject({
      code: "AUTH_FAILED",
      message: expect.stringContaining("AUTHORIZATION_FAILED"),
    });
    await expect(session.backlog(name, "billing")).rejects.toMatchObject({ code: expect.stringMatching(/AUTH_FAILED|NOT_FOUND/) });
  });

  test("a user without permission for one step leaves nothing behind but what he is told of", async () => {
    const session = await opened({ url: saslUrl, user: "outsider", password: "outsider-secret" });
    const { resources } = kafka.topology({ consumer: "a", channel: `x-${randomUUID()}`, group: "g", retry: defaultRetry });
    expect(await session.observe(resources).catch((error: { code: string }) => error.code)).toEqual("AUTH_FAILED");
  });
});
