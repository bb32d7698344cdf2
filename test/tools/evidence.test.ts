import { mkdirSync, readFileSync, renameSync, symlinkSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { call } from "../../src/index.ts";
import { downstreamAssumption } from "../../src/model/assumption.ts";
import { checkSystem } from "../../src/run/check-result.ts";
import { storeProof } from "../../src/workspace/proofs.ts";
import { contextOf, deadLetterRun, denial, idempotencyRun, newCache, verification } from "../workspace/a-run.ts";
import { put } from "../workspace/hostile-repository.ts";
import { naiveShop, shop } from "./shop.ts";

const billing = {
  "billing/package.json": naiveShop["billing/package.json"],
  "billing/package-lock.json": '{ "lockfileVersion": 3 }\n',
  "billing/read.ts": `import { Kafka } from "kafkajs";
import { add } from "./ledger.ts";
const consumer = new Kafka({ clientId: "billing", brokers: ["b:9092"] }).consumer({ groupId: "billing" });
await consumer.subscribe({ topic: "orders" });
await consumer.run({ eachMessage: async ({ message }) => add(JSON.parse(message.value!.toString())) });
`,
  "billing/ledger.ts": "export const add = async (event: { id: string }) => void event.id;\n",
  "billing/migrations/1.sql": "create table ledger (id text);\n",
  "billing/migrations/2.sql": "create unique index once on ledger (id);\n",
  "billing/samples.json": '[{"event_id": "1"}]\n',
};
const id = "billing/read.ts#orders";
const depends = {
  files: ["billing/read.ts", "billing/ledger.ts"],
  setup: ["billing/migrations/*.sql"],
  samples: "billing/samples.json",
};

async function rowsOf(root: string) {
  const answer = await call("validate", { root });
  const domain = answer.domains.find(({ domain: name }) => name === "billing")!;
  const [dead, idempotent, retry] = domain.rows.slice(3) as [(typeof domain.rows)[0], (typeof domain.rows)[0], (typeof domain.rows)[0]];
  return { answer, domain, dead, idempotent, retry };
}

function proven(run = verification({ consumer: id })): string {
  const root = shop(billing);
  storeProof(contextOf(root, { now: new Date() }), idempotencyRun(run, { depends }));
  return root;
}

describe("row 5 of validate", () => {
  it("passes with the fresh record of a run, and fails with the record of a counterexample", async () => {
    const { idempotent, answer } = await rowsOf(proven());
    expect(idempotent.status).toBe("pass");
    expect(answer.next.map(({ tool }) => tool)).not.toContain("verify-idempotency");
    const denied = await rowsOf(proven(denial({ consumer: id })));
    expect(denied.idempotent).toMatchObject({ status: "fail", why: expect.stringContaining("added twice") });
    expect(denied.domain.verdict).toBe("DISCARD");
    expect(denied.answer.findings).toContainEqual(
      expect.objectContaining({
        rule: "DUPLICATE_REPEATS_EFFECT",
        severity: "error",
        at: id,
        fix: "Mark the event in the transaction of its effect.",
      }),
    );
    expect(denied.answer.todo).toContainEqual(
      expect.objectContaining({ text: expect.stringContaining("Mark the event in the transaction") }),
    );
  });

  it("is unknown again once something changed, and the next call says what", async () => {
    const root = proven();
    put(root, { "billing/migrations/2.sql": "create index once on ledger (id);\n" });
    const { idempotent, answer } = await rowsOf(root);
    const stale = "its evidence is stale: billing/migrations/*.sql changed since the run of ";
    expect(idempotent).toMatchObject({ status: "unknown", why: expect.stringContaining(stale) });
    expect(answer.next).toContainEqual(
      expect.objectContaining({ tool: "verify-idempotency", args: { consumer: id, root }, why: expect.stringContaining(stale) }),
    );
  });

  it("does not take the record of another machine, a forged one, or one written by hand", async () => {
    const root = shop(billing);
    const { path } = storeProof(contextOf(root, { cache: newCache() }), idempotencyRun(verification({ consumer: id }), { depends }));
    const foreign = await rowsOf(root);
    expect(foreign.idempotent).toMatchObject({
      status: "unknown",
      why: expect.stringMatching(/its evidence is unproven .*not of this machine.*validate --recheck/),
    });
    expect(foreign.answer.next.map(({ tool }) => tool)).toContain("verify-idempotency");

    const forged = proven(denial({ consumer: id }));
    const file = join(forged, path);
    const said = JSON.parse(readFileSync(file, "utf8")) as Record<string, unknown>;
    writeFileSync(file, JSON.stringify({ ...said, verdict: "idempotent" }));
    expect((await rowsOf(forged)).idempotent).toMatchObject({ status: "unknown", why: expect.stringContaining("was changed") });

    const { mac: _mac, ...byHand } = said;
    writeFileSync(file, JSON.stringify({ ...byHand, verdict: "idempotent" }));
    expect((await rowsOf(forged)).idempotent).toMatchObject({ status: "unknown", why: expect.stringContaining("written by hand") });

    renameSync(file, join(forged, path.replace("idempotency-", "idempotency-2-")));
    expect((await rowsOf(forged)).idempotent.why).toContain("no run has shown it");
  });

  it("is not proven by a run of some fault classes or of few plays, nor by one that could not tell", async () => {
    const root = shop(billing);
    const context = contextOf(root, { now: new Date() });
    storeProof(context, idempotencyRun(verification({ consumer: id }), { depends, input: { consumer: id, faults: ["F1", "F2"] } }));
    expect((await rowsOf(root)).idempotent).toMatchObject({ status: "unknown", why: expect.stringContaining("F1, F2") });
    const hasty = verification({ consumer: id, coverage: { ...verification().coverage, schedules: 60, exhaustiveSingles: false } });
    storeProof(context, idempotencyRun(hasty, { depends, input: { consumer: id, budget: { plays: 60 } } }));
    expect((await rowsOf(root)).idempotent).toMatchObject({ status: "unknown", why: expect.stringContaining("only 60 plays") });
    storeProof(context, idempotencyRun(hasty, { depends }));
    expect((await rowsOf(root)).idempotent.status).toBe("pass");
    put(root, { "billing/samples.json": "[]" });
    storeProof(context, idempotencyRun(verification({ consumer: id, verdict: "inconclusive", why: "It has no effect." }), { depends }));
    const { idempotent, answer } = await rowsOf(root);
    expect(idempotent).toMatchObject({ status: "unknown", why: expect.stringContaining("a run could not tell: It has no effect") });
    expect(answer.next.map(({ tool }) => tool)).not.toContain("verify-idempotency");
    expect(answer.todo).toContainEqual(
      expect.objectContaining({ text: expect.stringContaining("could not tell whether a duplicate changes nothing: It has no effect.") }),
    );
  });

  it("earned under rewind is stale once retry topics are configured", async () => {
    const root = shop({
      ...billing,
      "orders/package.json": naiveShop["orders/package.json"],
      "orders/send.ts": naiveShop["orders/send.ts"],
    });
    storeProof(contextOf(root, { now: new Date() }), idempotencyRun(verification({ consumer: id, model: "rewind" }), { depends }));
    expect((await rowsOf(root)).idempotent.status).toBe("pass");
    put(root, {
      "billing/retry.ts": `import { Kafka } from "kafkajs";
const producer = new Kafka({ clientId: "billing", brokers: ["b:9092"] }).producer();
export const later = (message: { value: Buffer }) => producer.send({ topic: "orders.billing.retry.1s", messages: [message] });
`,
    });
    expect((await rowsOf(root)).idempotent).toMatchObject({
      status: "unknown",
      why: expect.stringMatching(/model rewind, and now .*retry topics/),
    });
  });

  it("names what the proof takes for granted", async () => {
    const assumptions = [downstreamAssumption("publish", "receipts", "value.event_id")];
    const { domain } = await rowsOf(proven(verification({ consumer: id, assumptions })));
    expect(domain.assumptions).toEqual([`${assumptions[0]} None of them is in this repository.`]);

    const root = shop(billing);
    const input = {
      consumer: { handler: "billing/ledger.ts#add", setup: ["a.sql"] },
      samples: [{}, {}],
      ignore: ["ledger.at"],
      allowHosts: ["psp"],
    };
    storeProof(contextOf(root, { now: new Date() }), idempotencyRun(verification({ consumer: id }), { depends, input }));
    expect((await rowsOf(root)).domain.assumptions).toEqual([
      expect.stringMatching(/^billing\/ledger\.ts#add is what handles its events/),
      expect.stringContaining("a.sql"),
      expect.stringContaining("the 2 that the call gave"),
      expect.stringContaining("ledger.at"),
      expect.stringContaining("psp"),
    ]);
  });
});

describe("rows 4 and 6 of validate", () => {
  const own = { consumer: id, depends: { files: ["billing/read.ts"] } };

  it("rest on the run that sent poison to the consumer, not on one of the topology", async () => {
    const root = shop({ ...billing, ".godmode/event.json": JSON.stringify({ consumers: { [id]: { deadLetter: "orders.billing.dlq" } } }) });
    const context = contextOf(root, { now: new Date() });
    const before = await rowsOf(root);
    expect([before.dead.status, before.retry.status]).toEqual(["unknown", "unknown"]);
    expect(before.answer.next[0]).toMatchObject({ tool: "configure-dlq", args: { consumer: id } });
    storeProof(context, deadLetterRun({ ...own, proof: "topology" }));
    expect((await rowsOf(root)).dead.status).toBe("unknown");
    storeProof(context, deadLetterRun(own));
    const after = await rowsOf(root);
    expect([after.dead.status, after.retry.status]).toEqual(["pass", "pass"]);
    storeProof(
      context,
      deadLetterRun({ ...own, outcome: "denied", why: "The poison was acknowledged.", retry: { holds: null, why: "", gapsMs: [] } }),
    );
    const denied = await rowsOf(root);
    expect(denied.dead).toMatchObject({ status: "fail", why: expect.stringContaining("acknowledged") });
    expect(denied.retry.status).toBe("unknown");
    storeProof({ ...context, now: () => new Date("2020-01-01") }, deadLetterRun(own));
    expect((await rowsOf(root)).dead).toMatchObject({ status: "unknown", why: expect.stringContaining("older than 30 days") });
  });
});

describe("evidence files that are none", () => {
  it("are passed over with a warning, whatever they are", async () => {
    const root = shop(billing);
    const folder = ".godmode/event/evidence";
    put(root, { [`${folder}/a.json`]: "{", [`${folder}/b.json`]: "[".repeat(100_000), [`${folder}/readme.md`]: "" });
    symlinkSync("/etc/passwd", join(root, folder, "c.json"));
    symlinkSync("d.json", join(root, folder, "d.json"));
    mkdirSync(join(root, folder, "e.json"));
    writeFileSync(join(root, folder, "f.json"), "");
    truncateSync(join(root, folder, "f.json"), 100 * 1024 * 1024);
    const { map } = await checkSystem(contextOf(root), {});
    const warned = map.warnings.filter((warning) => warning.startsWith(folder) && warning.includes("not taken as evidence"));
    expect(warned.map((warning) => warning.slice(folder.length + 1).split(":")[0])).toEqual([
      "a.json",
      "b.json",
      "c.json",
      "d.json",
      "e.json",
      "f.json",
    ]);
    expect((await rowsOf(root)).idempotent).toMatchObject({ status: "unknown", why: expect.stringContaining("no run has shown it") });
  });
});
