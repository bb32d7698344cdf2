import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { PlayOutcome } from "../../../src/verify/observation.ts";
import { again, consumeCases, crash, fails, first, handling, linesOf, playOnce, pointsOf, resultsOf, unobserved } from "./real-worker.ts";

const clients: Record<string, { imports: string; post: string }> = {
  fetch: {
    imports: "",
    post: `const post = async (url: string, body: unknown, headers = {}) => { const answer = await fetch(url, { method: "POST", headers: { "content-type": "application/json", ...headers }, body: JSON.stringify(body) }); return { status: answer.status, body: await answer.json() }; };`,
  },
  "node:https, named": {
    imports: `import { request } from "node:https";`,
    post: `const post = (url: string, body: unknown, headers = {}) => new Promise<any>((ok, no) => { const call = request(url, { method: "POST", headers: { "content-type": "application/json", ...headers } }, async (answer) => { let text = ""; for await (const part of answer) text += part; ok({ status: answer.statusCode, body: JSON.parse(text) }); }); call.on("error", no); call.end(JSON.stringify(body)); });`,
  },
  undici: {
    imports: `import { request } from "undici";`,
    post: `const post = async (url: string, body: unknown, headers = {}) => { const answer = await request(url, { method: "POST", headers: { "content-type": "application/json", ...headers }, body: JSON.stringify(body) }); return { status: answer.statusCode, body: await answer.body.json() as any }; };`,
  },
};

const refuse = (side: "before" | "after") => ({ kind: "refuse", at: 1, side }) as const;

const charge = (post: string, headers: string) =>
  `{ ${post} const { status, body } = await post("https://psp.local/charges?b=1", { amount: event.n }, ${headers}); if (status >= 400) throw new Error("status " + status); say(typeof body.id + " " + body.amount); }`;
const ends = async (playing: Promise<PlayOutcome>) => {
  const outcome = await playing;
  return [...resultsOf(outcome), outcome.observation.http.length];
};

describe.each(Object.entries(clients))("%s", (name, { imports, post }) => {
  let cases: Awaited<ReturnType<typeof consumeCases>>;
  beforeAll(async () => {
    cases = await consumeCases(
      { plain: charge(post, `{ authorization: "Bearer abc" }`), keyed: charge(post, `{ "Idempotency-Key": event.id }`) },
      imports,
    );
  });
  afterAll(() => cases.end());

  test("a call is recorded and answered, nothing is sent", async () => {
    const outcome = await cases.play("plain");
    expect(outcome.observation.http).toEqual([
      {
        method: "POST",
        url: "https://psp.local/charges?b=1",
        headers: { authorization: "(not shown)", "content-type": "application/json" },
        body: { amount: 1 },
      },
    ]);
    expect(pointsOf(outcome)[0]).toBe("POST https://psp.local/charges *");
    expect(linesOf(outcome)).toEqual(["string 1"]);
    expect(outcome.problems).toEqual([]);
  });

  test("a crash, an error or a 500 after the call doubles it; with an Idempotency-Key it does not", async () => {
    expect(await ends(cases.play("plain", crash(1, "after")))).toEqual(["crashed", "acked", 2]);
    expect(await ends(cases.play("plain", fails(1, "before")))).toEqual(["nacked", "acked", 1]);
    expect(await ends(cases.play("plain", fails(1, "after")))).toEqual(["nacked", "acked", 2]);
    expect(await ends(cases.play("plain", refuse("before")))).toEqual(["nacked", "acked", 1]);
    expect(await ends(cases.play("plain", refuse("after")))).toEqual(["nacked", "acked", 2]);
    expect(await ends(cases.play("keyed", crash(1, "after")))).toEqual(["crashed", "acked", 1]);
  });

  test("a broken connection is the error that this client throws", async () => {
    const outcome = await cases.play("plain", fails(1, "before"));
    expect(outcome.deliveries[0]!.error).toMatch(name === "fetch" ? /TypeError: fetch failed/ : /read ECONNRESET/);
  });
});

test("the same key gets the same answer, at the same address only", async () => {
  const source = handling(
    `const post = async (path: string) => ((await (await fetch("http://psp.local" + path, { method: "POST", headers: { "Idempotency-Key": "k" } })).json()) as { id: string }).id;
     const [a, b, c] = [await post("/a"), await post("/a"), await post("/b")]; say(a === b); say(a === c);`,
  );
  const outcome = await playOnce(source);
  expect(linesOf(outcome)).toEqual(["true", "false"]);
  expect(outcome.observation.http).toHaveLength(2);
});

test("what was put can be read back; reads are points, not effects", async () => {
  const source = handling(
    `const at = "http://shop.local/items/7"; const read = async () => say(JSON.stringify(await (await fetch(at)).json()));
     await read(); await fetch(at, { method: "PUT", body: JSON.stringify({ size: 2 }) }); await read(); await fetch(at, { method: "DELETE" }); say((await fetch(at)).status);`,
  );
  const outcome = await playOnce(source);
  expect(linesOf(outcome)).toEqual([`{"id":"7"}`, `{"size":2,"id":"7"}`, "404"]);
  expect(outcome.observation.http.map(({ method }) => method)).toEqual(["PUT", "DELETE"]);
  expect(pointsOf(outcome)).toContain("GET http://shop.local/items/7");
  expect(outcome.assumptions).toEqual([`What http://shop.local answers to a GET is made up: {"id": …}.`]);
});

test("a store that would have to remember is refused, and told", async () => {
  const source = handling(
    `for (const url of ["https://dynamodb.eu-west-1.amazonaws.com/", "https://abc.supabase.co/rest/v1/t"]) await fetch(url, { method: "POST", body: "{}" }).catch((error) => say(error));`,
  );
  const outcome = await playOnce(source);
  expect(linesOf(outcome)).toEqual(["fetch failed", "fetch failed"]);
  expect(unobserved(outcome)).toEqual(["http dynamodb.eu-west-1.amazonaws.com", "http abc.supabase.co"]);
});

test("a cloud's metadata address is refused: credentials that it made up would hide that a call failed", async () => {
  const source = handling(
    `for (const url of ["http://169.254.169.254/latest/api/token", "http://metadata.google.internal/x"]) await fetch(url, { method: "PUT" }).catch((error) => say(error));`,
  );
  const outcome = await playOnce(source);
  expect(linesOf(outcome)).toEqual(["fetch failed", "fetch failed"]);
  expect([outcome.observation.http, unobserved(outcome)]).toEqual([[], ["http 169.254.169.254", "http metadata.google.internal"]]);
});

test("questions by POST are points, not effects", async () => {
  const source = handling(
    `const post = (url: string, body: string, headers = {}) => fetch(url, { method: "POST", body, headers });
     const form = { "content-type": "application/x-www-form-urlencoded" };
     await post("https://secretsmanager.eu-west-1.amazonaws.com/", "{}", { "x-amz-target": "secretsmanager.GetSecretValue" });
     await post("https://sts.amazonaws.com/", "Action=AssumeRole", form);
     await post("https://email.eu-west-1.amazonaws.com/", "Action=SendEmail", form);
     await post("https://cms.local/graphql", JSON.stringify({ query: "query A { items { id } }" }));
     await post("https://cms.local/graphql", JSON.stringify({ query: "{ items { id } }" }));
     await post("https://cms.local/graphql", JSON.stringify({ query: "fragment F on T { id }\\nmutation { add { ...F } }" }));`,
  );
  const outcome = await playOnce(source);
  expect(outcome.observation.http.map(({ url }) => url)).toEqual(["https://email.eu-west-1.amazonaws.com/", "https://cms.local/graphql"]);
  expect(pointsOf(outcome)).toHaveLength(6);
});

test("an opened host is reached, and its effects are told as unobserved; others are not reached", async () => {
  const paths: string[] = [];
  const server = createServer((request, response) => {
    paths.push(`${request.method} ${request.url}`);
    response.end(`{"id":1}`);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const source = handling(
    `await fetch("http://127.0.0.1:${port}/fetch", { method: "POST", body: "x" });
     await new Promise((ok) => http.get("http://127.0.0.1:${port}/http", (answer) => { answer.resume(); answer.on("end", ok); }));`,
    `import http from "node:http";`,
  );
  const closed = await playOnce(source, [first(0), again(0)]);
  expect([paths, unobserved(closed)]).toEqual([[], []]);
  const open = await playOnce(source, [first(0)], {}, { allowHosts: [`127.0.0.1:${port}`] });
  expect(paths).toEqual(["POST /fetch", "GET /http"]);
  expect(unobserved(open)).toEqual([`127.0.0.1:${port} (opened by allowHosts)`]);
  expect(open.observation.http).toEqual([]);
  server.close();
});
