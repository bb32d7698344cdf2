import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer as createSecure } from "node:https";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from "vitest";
import type { Address } from "../../../src/brokers/broker.ts";
import { endpointOf } from "../../../src/brokers/rabbitmq/address.ts";
import { rabbitmq } from "../../../src/brokers/rabbitmq/broker.ts";
import { manage } from "../../../src/brokers/rabbitmq/management.ts";
import { applyPlan } from "../../../src/delivery/apply.ts";
import { proveTopology } from "../../../src/delivery/poison.ts";
import { planOf } from "../../../src/delivery/plan.ts";
import { defaultRetry } from "../../../src/model/delivery.ts";
import { rabbitmq as kind, startRabbitmq } from "../../servers/rabbitmq.ts";
import type { Started } from "../../servers/server.ts";
import { hasServer } from "../../servers/servers.ts";
import { ack, bodiesIn, message, text } from "../conformance.ts";
import { amqpProxy } from "../../../scripts/chaos/amqp-proxy.ts";
import { clock, newVhost } from "./running.ts";

const open = (address: Address) => rabbitmq.open({ root: "/nowhere", connection: "shop", address, clock });

describe.skipIf(!(await hasServer("rabbitmq")))("connections to RabbitMQ", () => {
  const folder = mkdtempSync(join(tmpdir(), "rabbitmq-tls-"));
  const file = (name: string) => join(folder, name);
  let started: Started;
  beforeAll(async () => {
    const subject = ["-subj", "/CN=127.0.0.1", "-addext", "subjectAltName=IP:127.0.0.1"];
    execFileSync(
      "openssl",
      ["req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-keyout", file("key.pem"), "-out", file("cert.pem"), ...subject],
      { stdio: "ignore" },
    );
    const tls = ["cacertfile", "certfile"].map((name) => `ssl_options.${name} = ${file("cert.pem")}`).join("\n");
    started = await startRabbitmq(folder, {
      config: `listeners.ssl.1 = 127.0.0.1:{port}\n${tls}\nssl_options.keyfile = ${file("key.pem")}`,
    });
  }, 60_000);
  afterAll(async () => {
    await kind.stop(started);
    rmSync(folder, { recursive: true, force: true });
  }, 60_000);

  const at = (more: Address = {}): Address => ({ ...(started.address as Address), ...more });
  const secureUrl = () => `amqps://127.0.0.1:${started.address["more"]}`;

  test("TLS with its authority, for the messages", async () => {
    const session = await open(at({ url: secureUrl(), tls: { ca: readFileSync(file("cert.pem"), "utf8") } }));
    onTestFinished(() => session.close());
    expect(await session.describe("nothing")).toBeUndefined();
    await expect(session.publish("nothing", message("a"))).rejects.toMatchObject({ code: "NOT_FOUND" });
  });

  test("TLS with its authority, for the management", async () => {
    const asked: unknown[] = [];
    const server = createSecure({ key: readFileSync(file("key.pem")), cert: readFileSync(file("cert.pem")) }, (request, response) => {
      asked.push([request.method, request.url, request.headers.authorization]);
      response.end("[]");
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    onTestFinished(() => void server.close());
    const management = `https://127.0.0.1:${(server.address() as { port: number }).port}/prefix/`;
    const address = {
      url: "amqps://127.0.0.1/a%2Fb",
      management,
      user: "u",
      password: "p w",
      tls: { ca: readFileSync(file("cert.pem"), "utf8") },
    };
    const http = manage(endpointOf({ connection: "shop", address }));
    expect(await http.get(http.path("queues", "ä/b"))).toEqual([]);
    expect(asked).toEqual([["GET", "/prefix/api/queues/a%2Fb/%C3%A4%2Fb", `Basic ${Buffer.from("u:p w").toString("base64")}`]]);
    const blind = manage(endpointOf({ connection: "shop", address: { ...address, tls: {} } }));
    await expect(blind.get("/overview")).rejects.toMatchObject({ code: "BROKER_UNREACHABLE", why: expect.stringMatching(/self.signed/) });
  });

  test.each<[string, () => Address, string, RegExp]>([
    ["nobody listens", () => at({ url: "amqp://127.0.0.1:1" }), "BROKER_UNREACHABLE", /ECONNREFUSED/],
    ["a host has no address", () => at({ url: "amqp://nowhere.invalid" }), "BROKER_UNREACHABLE", /ENOTFOUND|EAI_AGAIN/],
    ["the password is wrong", () => at({ password: "hunter2" }), "AUTH_FAILED", /ACCESS[-_]REFUSED/],
    ["there is no such virtual host", () => at({ url: `${started.address["url"]}/nowhere` }), "NOT_FOUND", /nowhere/],
    ["the listener speaks TLS and the client does not", () => at({ url: secureUrl().replace("amqps", "amqp") }), "BROKER_UNREACHABLE", /./],
    ["the client speaks TLS and the listener does not", () => at({ tls: {} }), "BROKER_UNREACHABLE", /./],
    ["nobody vouches for the certificate", () => at({ url: secureUrl() }), "BROKER_UNREACHABLE", /self.signed/],
    ["the url is of something else", () => at({ url: "kafka://a:hunter2@b/" }), "INVALID_INPUT", /amqp:\/\//],
    ["the url is none", () => at({ url: "hunter2" }), "INVALID_INPUT", /no address/],
  ])("where %s, one clear error says so, and no password", async (_, address, code, why) => {
    const error = await open(address()).then(
      () => undefined,
      (thrown: unknown) => thrown as { code: string; why: string; message: string },
    );
    expect(error).toMatchObject({ code, why: expect.stringMatching(why), message: expect.stringContaining("shop") });
    expect(JSON.stringify(error)).not.toMatch(/hunter2|guest/);
  });

  test("a server that never answers is a time-out", async () => {
    const sockets = createServer(() => undefined);
    await new Promise<void>((resolve) => sockets.listen(0, "127.0.0.1", resolve));
    onTestFinished(() => void sockets.close());
    const url = `amqp://127.0.0.1:${(sockets.address() as { port: number }).port}`;
    await expect(open(at({ url }))).rejects.toMatchObject({ code: "TIMEOUT" });
  }, 20_000);

  test("without the management messages still go; what needs it says what is missing", async () => {
    const vhost = await newVhost(started);
    const session = await open({ ...vhost.address, management: "http://127.0.0.1:1" });
    onTestFinished(() => session.close());
    await vhost.management.put(vhost.management.path("queues", "orders"), { durable: true, arguments: { "x-queue-type": "quorum" } });
    await session.publish("orders", message("a"));
    expect(await session.backlog("orders")).toMatchObject({ ready: 1 });
    await expect(session.describe("orders")).rejects.toMatchObject({
      code: "BROKER_UNREACHABLE",
      retry: { how: expect.stringContaining("rabbitmq_management") },
    });
  });

  test("a user without the right to make policies is told so, and what was made is taken back", async () => {
    const vhost = await newVhost(started);
    await vhost.management.put("/users/worker", { password: "s3cret", tags: "management" });
    await vhost.management.put(`/permissions/${vhost.name}/worker`, { configure: ".*", write: ".*", read: ".*" });
    const session = await open({ ...vhost.address, user: "worker", password: "s3cret" });
    onTestFinished(() => session.close());
    const { resources, reader } = rabbitmq.topology({ consumer: "c", channel: "orders", group: "billing", retry: defaultRetry });
    const desired = [{ consumer: "c", resources }];
    const applied = applyPlan(planOf("rabbitmq", desired, await session.observe(resources)), desired, session, "run-1", () => undefined);
    await expect(applied).rejects.toMatchObject({ code: "AUTH_FAILED", retry: { how: expect.stringContaining("policymaker") } });
    expect(await vhost.management.get(vhost.management.path("queues"))).toEqual([]);
    // Looking needs no more than it has.
    await vhost.management.put(vhost.management.path("queues", reader.deadLetter), {
      durable: true,
      arguments: { "x-queue-type": "quorum" },
    });
    await session.publish(reader.deadLetter, message("a"));
    expect(await bodiesIn(session, reader.deadLetter)).toEqual(["a"]);
  });

  test("the tag policymaker and rights on the virtual host are enough for everything", async () => {
    const vhost = await newVhost(started);
    await vhost.management.put("/users/maker", { password: "s3cret", tags: "policymaker" });
    await vhost.management.put(`/permissions/${vhost.name}/maker`, { configure: ".*", write: ".*", read: ".*" });
    const opening = { ...vhost.opening, address: { ...vhost.address, user: "maker", password: "s3cret" } };
    const wanted = { consumer: "c", channel: "orders", group: "billing", retry: { ...defaultRetry, rungsMs: [50] } };
    expect(await proveTopology(rabbitmq, wanted, opening, "run-1")).toMatchObject({ outcome: "proven", why: expect.any(String) });
    expect(await vhost.management.get(vhost.management.path("queues"))).toEqual([]);
    await vhost.drop();
  });

  test("a queue that takes no more says so", async () => {
    const vhost = await newVhost(started);
    const session = await vhost.open();
    const given = { "x-queue-type": "quorum", "x-max-length": 1, "x-overflow": "reject-publish" };
    await vhost.management.put(vhost.management.path("queues", "orders"), { durable: true, arguments: given });
    const publish = async () => {
      for (let times = 0; times < 5; times += 1) await session.publish("orders", message("a"));
    };
    await expect(publish()).rejects.toMatchObject({ code: "UNSUPPORTED", message: "Queue orders takes no more." });
    await vhost.drop();
  });

  test("a cut connection: the consumer comes back by itself, what was in work comes again, nothing is lost", async () => {
    const vhost = await newVhost(started);
    const proxy = await amqpProxy(Number(new URL(started.address["url"]!).port));
    const session = await open({ ...vhost.address, url: `amqp://127.0.0.1:${proxy.port}/${vhost.name}` });
    const { resources, reader } = rabbitmq.topology({ consumer: "c", channel: "orders", group: "billing", retry: defaultRetry });
    for (const resource of resources) await session.create(resource, "run-1");
    const seen = new Map<string, number>();
    const subscription = await session.subscribe(
      reader,
      async (batch) => {
        for (const each of batch) seen.set(text(each), (seen.get(text(each)) ?? 0) + 1);
        if (seen.size === 3 || seen.size === 6) proxy.cut();
        return batch.map(() => ack);
      },
      { prefetch: 2 },
    );
    let told = 0;
    for (let index = 0; index < 9; index += 1)
      for (;;) {
        const stored = await session.publish("orders", message(`${index}`)).then(
          () => true,
          (error: unknown) => (expect(error).toMatchObject({ code: "BROKER_UNREACHABLE" }), (told += 1), false),
        );
        if (stored) break;
      }
    expect(await clock.until(async () => seen.size === 9 && (await session.backlog("orders")).ready === 0, 20_000)).toBe(true);
    expect(told).toBeLessThan(20);
    await subscription.close();
    await session.close();
    await proxy.close();
    await vhost.drop();
  }, 40_000);
});
