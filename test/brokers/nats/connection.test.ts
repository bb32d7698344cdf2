import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { nkeys } from "nats";
import { afterAll, describe, expect, test } from "vitest";
import type { Address } from "../../../src/brokers/broker.ts";
import { connect } from "../../../src/brokers/nats/session.ts";
import { freePort } from "../../servers/ports.ts";
import { startNats } from "../../servers/nats.ts";
import { onPath } from "../../servers/programs.ts";
import type { Started } from "../../servers/server.ts";
import { hasServer, kindOf } from "../../servers/servers.ts";
import { cuttingProxy } from "../../../scripts/chaos/cutting-proxy.ts";
import { message, waitFor } from "../conformance.ts";
import { credentials, operatorMode } from "./jwt.ts";
import { openingOf, running } from "./running.ts";
import { made, wish } from "./setting.ts";

const has = await hasServer("nats");
const folders: string[] = [];
const servers: Started[] = [];

afterAll(async () => {
  for (const started of servers) await (await kindOf("nats")).stop(started);
  for (const folder of folders) rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
});

function folder(): string {
  const made = realpathSync(mkdtempSync(join(tmpdir(), "nats-")));
  folders.push(made);
  return made;
}

async function server(config: string, at = folder()): Promise<string> {
  const started = await startNats("nats", onPath("nats-server")!, at, { config });
  servers.push(started);
  return started.address["url"]!;
}

const open = (address: Address) => connect({ ...openingOf(""), address });

async function works(address: Address, channel = "orders"): Promise<void> {
  const session = await open(address);
  const reader = await made(session, wish({}, { channel }));
  await session.publish(channel, message("a"));
  expect(await session.backlog(reader.channel, reader.group)).toMatchObject({ ready: 1 });
  await session.close();
}

/** An error that says what to do and never the secret. */
async function refused(address: Address, code: string, secret?: string): Promise<string> {
  const error = (await open(address).catch((thrown: unknown) => thrown)) as { code: string; message: string; why: string };
  expect(error).toMatchObject({ code, message: expect.stringContaining("Connection test") });
  const text = JSON.stringify(error);
  if (secret !== undefined) expect(text).not.toContain(secret);
  return error.why;
}

describe.skipIf(!has)("a connection", () => {
  test("with user and password, and without", async () => {
    const url = await server('authorization { user: "ann", password: "s3cret-one" }');
    await works({ url, user: "ann", password: "s3cret-one" });
    await refused({ url, user: "ann", password: "s3cret-two" }, "AUTH_FAILED", "s3cret-two");
    await refused({ url }, "AUTH_FAILED");
  });

  test("with a token, as user or as credentials", async () => {
    const url = await server('authorization { token: "t0ken-one" }');
    await works({ url, user: "t0ken-one" });
    await works({ url, credentials: "t0ken-one\n" }, "others");
    await refused({ url, credentials: "t0ken-two" }, "AUTH_FAILED", "t0ken-two");
  });

  test("with an NKEY", async () => {
    const [ours, other] = [nkeys.createUser(), nkeys.createUser()];
    const url = await server(`authorization { users: [ { nkey: ${ours.getPublicKey()} } ] }`);
    const seed = (pair: typeof ours) => new TextDecoder().decode(pair.getSeed());
    await works({ url, credentials: seed(ours) });
    await refused({ url, credentials: seed(other) }, "AUTH_FAILED", seed(other));
  });

  test("with a JWT and its credentials file", async () => {
    const { config, account } = operatorMode();
    const url = await server(config);
    await works({ url, credentials: credentials(account) });
    const stranger = credentials(operatorMode().account);
    await refused({ url, credentials: stranger }, "AUTH_FAILED", stranger.split("\n")[1]);
    await refused({ url, credentials: "-----BEGIN NATS USER JWT-----\nbroken\n" }, "AUTH_FAILED");
  });

  test("over TLS, with a client's certificate, and not to a server that nobody vouches for", { timeout: 40_000 }, async () => {
    const at = folder();
    certificates(at);
    const pem = (name: string) => readFileSync(join(at, name), "utf8");
    const files = `cert_file: "${at}/server.pem", key_file: "${at}/server.key", ca_file: "${at}/ca.pem"`;
    const url = await server(`tls { ${files}, verify: true }`, at);
    const tls = { ca: pem("ca.pem"), cert: pem("client.pem"), key: pem("client.key") };
    await works({ url, tls });
    await works({ url: url.replace("nats:", "tls:"), tls }, "others");
    expect(await refused({ url, tls: {} }, "BROKER_UNREACHABLE")).toMatch(/^TLS: .*certificate/i);
    await refused({ url, tls: { ca: pem("ca.pem") } }, "BROKER_UNREACHABLE");
  });

  test("nobody there, no JetStream, no url, not allowed", async () => {
    expect(await refused({ url: `nats://127.0.0.1:${await freePort()}` }, "BROKER_UNREACHABLE")).toMatch(/refused/i);
    await refused(
      { url: await server("", folder()).then((url) => url.replace("nats://", "nats://nowhere.invalid.")) },
      "BROKER_UNREACHABLE",
    );
    await refused({}, "INVALID_INPUT");
    const denied = '{ user: "eve", password: "x", permissions: { publish: { deny: ["orders", "$JS.API.STREAM.CREATE.>"] } } }';
    const url = await server(`authorization { users: [ ${denied}, { user: "ann", password: "y" } ] }`);
    const ann = await open({ url, user: "ann", password: "y" });
    const eve = await open({ url, user: "eve", password: "x" });
    await expect(made(eve, wish())).rejects.toMatchObject({ code: "AUTH_FAILED" });
    await made(ann, wish());
    await expect(eve.publish("orders", message("a"))).rejects.toMatchObject({ code: "AUTH_FAILED" });
    await Promise.all([ann.close(), eve.close()]);
  });

  test("that was cut comes back, publishes once and goes on reading", { timeout: 60_000 }, async () => {
    const broker = await running("nats");
    const proxy = await cuttingProxy(Number(new URL(broker.url).port));
    try {
      const session = await open({ url: `nats://127.0.0.1:${proxy.port}` });
      const reader = await made(session, wish());
      const seen = new Map<string, number>();
      const subscription = await session.subscribe(reader, async ([each]) => {
        const body = Buffer.from(each!.body).toString();
        seen.set(body, (seen.get(body) ?? 0) + 1);
        return [{ do: "ack" }];
      });
      for (let index = 0; index < 60; index += 1) {
        if (index % 10 === 5) proxy.cut();
        await session.publish("orders", message(String(index)));
      }
      await waitFor(broker, "all", async () => seen.size === 60);
      const other = await broker.connect();
      await waitFor(broker, "quiet", async () => (await other.backlog("orders", "billing")).ready === 0);
      expect((await other.backlog("orders")).ready).toBe(60);
      await subscription.close();
      await session.close();
    } finally {
      await proxy.close();
      await broker.stop();
    }
  });
});

/** An authority, a server for 127.0.0.1 and a client. */
function certificates(at: string): void {
  const openssl = (...args: string[]) => execFileSync("openssl", args, { cwd: at, stdio: "pipe" });
  const key = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"];
  openssl("req", "-x509", ...key, "-days", "2", "-subj", "/CN=test authority", "-keyout", "ca.key", "-out", "ca.pem");
  for (const name of ["server", "client"]) {
    openssl(
      "req",
      ...key,
      "-subj",
      `/CN=${name}`,
      "-addext",
      "subjectAltName=IP:127.0.0.1",
      "-keyout",
      `${name}.key`,
      "-out",
      `${name}.csr`,
    );
    const sign = ["-CA", "ca.pem", "-CAkey", "ca.key", "-CAcreateserial", "-copy_extensions", "copy", "-days", "2"];
    openssl("x509", "-req", "-in", `${name}.csr`, ...sign, "-out", `${name}.pem`);
  }
}
