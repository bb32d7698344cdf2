import { createServer } from "node:http";
import { describe, expect, test } from "vitest";
import { openSession } from "../../../src/brokers/sqs/session.ts";
import { freePort } from "../../servers/ports.ts";
import { hasServer, serverOf } from "../../servers/servers.ts";
import { intercept } from "./intercept.ts";
import { openingAt } from "./running.ts";

const secret = "wJalrXUtnFEMIK7MDENGbPxRfiCYEXAMPLEKEY";

async function failing(url: string, more: object = {}): Promise<Error & { code: string; why: string }> {
  const opening = openingAt(url);
  const session = await openSession(
    { ...opening, connection: "shop", address: { url, user: "AKIAIOSFODNN7EXAMPLE", password: secret, ...more } },
    true,
  );
  try {
    return await session.backlog("orders").then(
      () => Promise.reject(new Error("It did not fail.")),
      (error: Error & { code: string; why: string }) => error,
    );
  } finally {
    await session.close();
  }
}

const refusal = (type: string) => ({
  status: 400,
  body: JSON.stringify({ __type: `com.amazonaws.sqs#${type}`, message: `${type} for AKIAIOSFODNN7EXAMPLE` }),
});

describe("errors say what was done, where, and no credential", () => {
  test.each([
    ["AccessDeniedException", "AUTH_FAILED", /is not allowed/],
    ["InvalidClientTokenId", "AUTH_FAILED", /was refused/],
    ["SignatureDoesNotMatch", "AUTH_FAILED", /was refused/],
    ["ExpiredTokenException", "AUTH_FAILED", /was refused/],
    ["QueueDoesNotExist", "NOT_FOUND", /is not there/],
    ["AWS.SimpleQueueService.NonExistentQueue", "NOT_FOUND", /is not there/],
    ["InvalidAction", "UNSUPPORTED", /does not know/],
  ])("%s is %s", async (type, code, says) => {
    const server = await intercept("http://127.0.0.1:9", () => refusal(type));
    const error = await failing(server.url);
    expect(error).toMatchObject({ code });
    expect(error.message).toMatch(says);
    expect(JSON.stringify([error.message, error.why])).not.toContain(secret);
    await server.close();
  });

  test("nobody listens", async () => {
    const error = await failing(`http://127.0.0.1:${await freePort()}`);
    expect(error).toMatchObject({ code: "BROKER_UNREACHABLE", message: expect.stringContaining("GetQueueUrl orders") });
    expect(error.why).toContain("shop");
  });

  test("a server that is half up answers with a page", async () => {
    const server = await intercept("http://127.0.0.1:9", () => ({ status: 503, body: "<html>starting</html>", type: "text/html" }));
    expect(await failing(server.url)).toMatchObject({ code: "BROKER_UNREACHABLE" });
    await server.close();
    const other = await intercept("http://127.0.0.1:9", () => ({ status: 200, body: "<html>hello</html>", type: "text/html" }));
    expect(await failing(other.url)).toMatchObject({ code: "UNSUPPORTED" });
    await other.close();
  });

  test("TLS where the server speaks none", async () => {
    const server = createServer((_, response) => response.end());
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const { port } = server.address() as { port: number };
    const error = await failing(`https://127.0.0.1:${port}`, { tls: {} });
    expect(error).toMatchObject({ code: "BROKER_UNREACHABLE" });
    expect(error.message).toContain("TLS");
    server.close();
  });

  test("a url that is none", async () => {
    await expect(failing("localhost:4566")).rejects.toMatchObject({ code: "INVALID_INPUT" });
  });
});

describe.skipIf(!(await hasServer("fauxqs")))("a session", () => {
  test("that only looks writes nothing", async () => {
    const { address } = await serverOf("fauxqs");
    const session = await openSession({ ...openingAt(address["url"]!), looking: true }, true);
    await expect(session.publish("orders", { headers: {}, body: Buffer.from("x") })).rejects.toMatchObject({ code: "WRITE_DISABLED" });
    await session.close();
  });

  test("goes on when its connection was cut", async () => {
    const { address } = await serverOf("fauxqs");
    let cut = 3;
    const between = await intercept(address["url"]!, () => (cut-- > 0 ? { status: 500, body: "{}" } : undefined));
    const session = await openSession(openingAt(between.url), true);
    expect(await session.describe("nothing-of-that-name")).toBeUndefined();
    await session.close();
    await between.close();
  });
});
