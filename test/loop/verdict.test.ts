import { describe, expect, it } from "vitest";
import { assess, narrow } from "../../src/loop/assessment.ts";
import type { Facts, Proof } from "../../src/loop/facts.ts";
import { consumer, facts, producer, proven, schema, systemMap } from "./system.ts";
import { downstreamAssumption } from "../../src/model/assumption.ts";

const verdicts = (input: Facts) => Object.fromEntries(assess(input).domains.map(({ domain, verdict }) => [domain, verdict]));
const rows = (input: Facts, domain: string) => narrow(assess(input), domain)!.domains[0]!.rows.map(({ status }) => status);
const enveloped = ["event_id", "event_type", "event_version", "source", "timestamp", "correlation_id", "data"].map((name) => ({ name }));
const broken = { state: "breaks", compared: ["git:1"], mode: "BACKWARD_TRANSITIVE", findings: [] } as const;

describe("KEEP", () => {
  it("needs registered schemas and proofs for every consumer, and then it is reached", () => {
    const assessment = assess(proven());
    expect(verdicts(proven())).toEqual({ "billing-service": "KEEP", "order-service": "KEEP" });
    expect(assessment.stop).toEqual({ a: true, b: true, c: true, d: false, any: true, all: true });
    expect(assessment.domains[0]!.closingLine).toBe("Event: Basic pub/sub, kafka, 1 event types, DLQ: yes. Verdict: KEEP.");
    expect(assessment.domains[1]!.reasons).toEqual(["Schemas registered; it has no consumers."]);
    expect(assessment.domains[1]!.closingLine).toBe("Event: Basic pub/sub, kafka, 1 event types, DLQ: not needed. Verdict: KEEP.");
  });

  const withoutOne: [string, Facts][] = [
    ["a schema", proven({}, [])],
    ["its registration", proven({}, [schema({ registration: { state: "unregistered", subject: "order.placed" } })])],
    ["a look into the registry in use", proven({}, [schema({ registration: { state: "unseen", why: "not asked" } })])],
    ["a decided comparison", proven({}, [schema({ compatibility: { state: "unknown", why: "a reference is missing", findings: [] } })])],
    ["the proof of a dead letter", { ...proven(), proofs: { ...proven().proofs, deadLetter: new Map() } }],
    ["the proof of idempotency", { ...proven(), proofs: { ...proven().proofs, idempotency: new Map() } }],
    ["unread code", proven({ unreadClients: [{ library: "sarama", file: "billing/go.mod", line: 3, why: "unread" }] })],
    ["an open question", proven({ questions: [{ file: "billing/read.ts", line: 3, question: "Which topic?", setting: "channels" }] })],
  ];
  it.each(withoutOne)("is not given without %s", (_, input) => {
    expect(verdicts(input)["billing-service"]).toBe("incomplete");
    expect(assess(input).domains[0]!.reasons.join()).not.toBe("");
  });

  it("is not given by a dead letter that only the code declares, nor by a static guard", () => {
    const seen = { consumers: [consumer({ dlq: "true", idempotent: "dedup-table", retry: true })] };
    const input = { ...proven(seen), proofs: facts().proofs };
    expect(rows(input, "billing-service").slice(3)).toEqual(["unknown", "unknown", "unknown"]);
    expect(verdicts(input)["billing-service"]).toBe("incomplete");
  });
});

describe("DISCARD", () => {
  it("follows from a breaking schema, in the domain that owns it", () => {
    expect(verdicts(proven({}, [schema({ compatibility: broken })]))).toEqual({
      "billing-service": "incomplete",
      "order-service": "DISCARD",
    });
  });

  it("follows from a consumer without dead letter, with the place and the edit", () => {
    const input = proven({ consumers: [consumer({ dlq: "false", dlqWhy: "the error is logged and the offset committed" })] });
    expect(verdicts({ ...input, proofs: facts().proofs })["billing-service"]).toBe("DISCARD");
    const finding = assess(input).findings.find(({ rule }) => rule === "CONSUMER_WITHOUT_DEAD_LETTER")!;
    expect(finding).toMatchObject({ severity: "error", file: "billing/read.ts", line: 12, at: "billing/read.ts#orders" });
    expect(finding.message).toContain("offset committed");
  });

  it("follows from a run that showed repeated effects, never from reading alone", () => {
    const read = proven({ consumers: [consumer({ idempotent: "none", idempotentWhy: "balance += amount" })] });
    const unproven = { ...read, proofs: { ...read.proofs, idempotency: new Map() } };
    expect(rows(unproven, "billing-service")[4]).toBe("unknown");
    expect(assess(unproven).findings.find(({ rule }) => rule === "DUPLICATE_REPEATS_EFFECT")?.severity).toBe("warning");
    const denied = new Map([["billing/read.ts#orders", { holds: false, why: "balance 20 instead of 10" }]]);
    expect(verdicts({ ...read, proofs: { ...read.proofs, idempotency: denied } })["billing-service"]).toBe("DISCARD");
  });
});

const reader = "billing/read.ts#orders";
const doubt = (why: string) => new Map([[reader, { state: "stale" as const, why }]]);
const rowFive = (input: Facts) => rows(input, "billing-service")[4];
const openAssumptions = (input: Facts) => narrow(assess(input), "billing-service")!.domains[0]!.assumptions;

/** A consumer with both proofs, whose late first delivery may matter. */
function ordered(ladder: "blocking" | "non-blocking" | undefined, ordering: "key" | "none", orderSafe?: boolean): Facts {
  const input = proven();
  const deadLetter = new Map([[reader, { holds: true, why: "shown", ...(ladder && { ladder }) }]]);
  const idempotency = new Map([[reader, { holds: true, why: "shown", ...(orderSafe !== undefined && { orderSafe }) }]]);
  return { ...input, settings: { consumers: { [reader]: { ordering } } }, proofs: { ...input.proofs, deadLetter, idempotency } };
}

describe("evidence", () => {
  it("that is no proof leaves its row unknown, and the row says why", () => {
    const { proofs } = proven();
    const input: Facts = {
      ...proven(),
      proofs: { ...proofs, idempotency: new Map(), deadLetter: new Map() },
      doubts: { idempotency: doubt("its evidence is stale: a.sql changed"), deadLetter: doubt("its evidence is 31 days old") },
    };
    const [dead, idempotent] = narrow(assess(input), "billing-service")!.domains[0]!.rows.slice(3);
    expect([dead!.status, idempotent!.status]).toEqual(["unknown", "unknown"]);
    expect(dead!.why).toContain("31 days old");
    expect(idempotent!.why).toContain("a.sql changed");
  });

  it("of a consumer that needs the order of its key fails where its retries let others overtake", () => {
    const overtaken = ordered("non-blocking", "key", false);
    expect(rowFive(overtaken)).toBe("fail");
    expect(verdicts(overtaken)["billing-service"]).toBe("DISCARD");
    expect(assess(overtaken).findings[0]).toMatchObject({ rule: "RETRY_BREAKS_ORDER", severity: "error", line: 12 });
    const fine = [ordered("blocking", "key", false), ordered("non-blocking", "none", false), ordered("non-blocking", "key", true)];
    for (const input of [...fine, ordered("non-blocking", "key"), ordered(undefined, "key", false)]) expect(rowFive(input)).toBe("pass");
    const retry = producer({ file: "billing/retry.ts", service: "billing", id: "r", channel: "orders.billing.retry.5s" });
    const onTopics = ordered(undefined, "key", false);
    const map = { ...onTopics.map, producers: [...onTopics.map.producers, retry] };
    expect(rowFive({ ...onTopics, map })).toBe("fail");
  });

  it("rests on assumptions, and those that another proof shows are not named", () => {
    const paid = downstreamAssumption("publish", "payments", "value.event_id");
    const kept = "The peer keeps idempotency keys for 24 h.";
    const mail = consumer({ id: "mail", file: "mail/read.ts", service: "mail", channel: "payments" });
    const input = proven({ consumers: [consumer({ dlq: "true" }), mail] });
    const own = { holds: true, why: "shown", assumptions: [paid, kept] };
    const holding = (...others: string[]): Facts => {
      const idempotency = new Map(others.map((other): [string, Proof] => [other, { holds: true, why: "shown" }])).set(reader, own);
      return { ...input, proofs: { ...input.proofs, idempotency } };
    };
    expect(openAssumptions(holding())).toEqual([`${paid} That is not proven of mail.`, kept]);
    expect(openAssumptions(holding("mail"))).toEqual([kept]);
  });
});

describe("rows", () => {
  it("1–3 fail without a schema, with one finding at the producer", () => {
    const input = facts({ map: systemMap({ producers: [producer({ correlationId: false })] }) });
    expect(rows(input, "order-service").slice(0, 3)).toEqual(["fail", "fail", "fail"]);
    expect(assess(input).findings.map(({ rule, file, line }) => [rule, file, line])).toEqual([
      ["EVENT_WITHOUT_SCHEMA", "orders/send.ts", 7],
      ["PUBLISH_WITHOUT_CORRELATION_ID", "orders/send.ts", 7],
    ]);
  });

  it("1 and 2 name the envelope fields that a schema lacks", () => {
    const input = facts({
      map: systemMap({ producers: [producer()] }),
      schemas: [schema({ missingEnvelope: ["event_id", "correlation_id"] })],
    });
    expect(rows(input, "order-service").slice(0, 3)).toEqual(["fail", "fail", "pass"]);
    expect(assess(input).domains.find(({ domain }) => domain === "order-service")!.rows[0]!.why).toContain("event_id, correlation_id");
  });

  it("2 accepts a correlation id that the producer sets as a header", () => {
    const map = systemMap({ producers: [producer({ correlationId: true })] });
    expect(rows(facts({ map, schemas: [schema({ missingEnvelope: ["correlation_id"] })] }), "order-service")[1]).toBe("pass");
  });

  it("1 and 2 take no schema's word for what the code sends: shown without the fields they fail, hidden they are unknown", () => {
    const seen = (payload: { name: string }[] | undefined) => {
      const map = systemMap({ producers: [producer(payload && { payload })] });
      return rows(facts({ map, schemas: [schema()] }), "order-service").slice(0, 3);
    };
    expect(seen(enveloped)).toEqual(["pass", "pass", "pass"]);
    expect(seen(undefined)).toEqual(["unknown", "unknown", "pass"]);
    expect(seen([{ name: "id" }, { name: "type" }, { name: "orderId" }])).toEqual(["fail", "fail", "pass"]);
    const map = systemMap({ producers: [producer({ payload: [{ name: "id" }], correlationId: false })] });
    expect(assess(facts({ map, schemas: [schema()] })).findings.map(({ rule, file, line }) => [rule, file, line])).toEqual([
      ["ENVELOPE_FIELD_MISSING", "orders/send.ts", 7],
      ["PUBLISH_WITHOUT_CORRELATION_ID", "orders/send.ts", 7],
    ]);
    const mapped = { envelope: { correlation_id: "header:x-correlation" } };
    const rest = enveloped.filter(({ name }) => name !== "correlation_id");
    const inHeader = systemMap({ producers: [producer({ payload: rest })] });
    expect(rows(facts({ map: inHeader, schemas: [schema()], settings: mapped }), "order-service")[0]).toBe("pass");
  });

  it("1 shows where a schema does not parse", () => {
    const unreadable = schema({ error: { line: 3, column: 5, message: "expected a comma" } });
    expect(assess(facts({ map: systemMap({ producers: [producer()] }), schemas: [unreadable] })).findings[0]).toMatchObject({
      rule: "SCHEMA_UNPARSABLE",
      line: 3,
      column: 5,
    });
  });

  it("4–6 hold where there is no consumer and everything was read, and only then", () => {
    const map = systemMap({ producers: [producer({ payload: enveloped })] });
    expect(rows(facts({ map, schemas: [schema()] }), "order-service")).toEqual(Array(6).fill("pass"));
    const unread = { ...map, unreadClients: [{ library: "sarama", file: "orders/go.mod", line: 3, why: "unread" }] };
    expect(rows(facts({ map: unread, schemas: [schema()] }), "order-service").slice(3)).toEqual(["unknown", "unknown", "unknown"]);
    expect(rows(facts({ map: { ...unread, unreadClients: [] }, schemas: [schema()] }), "order-service")[3]).toBe("pass");
  });

  it("never pass over events that nobody knows: a service that only reads an unnamed channel is unknown", () => {
    const input = facts({ map: systemMap({ consumers: [consumer()] }) });
    expect(rows(input, "billing-service").slice(0, 3)).toEqual(["unknown", "unknown", "unknown"]);
    expect(assess(input).domains[0]!.rows[0]!.why).toContain("billing/read.ts:12");
    expect(assess(input).stop.a).toBe(false);
  });

  it("1–3 of a reader speak of the events it reads, and leave the edit to their sender", () => {
    const input = proven({}, [schema({ missingEnvelope: ["correlation_id"] })]);
    expect(rows(input, "billing-service").slice(0, 3)).toEqual(["fail", "fail", "pass"]);
    const reader = narrow(assess(input), "billing-service")!;
    expect(reader.domains[0]!.rows[0]!.why).toContain("sent by orders/send.ts:7");
    expect(reader.findings).toEqual([]);
  });

  it("4–6 are not touched by the question where something is sent to, KEEP is", () => {
    const sends = producer({ payload: enveloped });
    const questions = [{ file: sends.file, line: sends.line, question: "Where does this publish?", setting: "…" }];
    const input = facts({ map: systemMap({ producers: [sends], questions }), schemas: [schema()] });
    expect(rows(input, "order-service")).toEqual(["unknown", "unknown", "unknown", "pass", "pass", "pass"]);
    expect(verdicts(input)["order-service"]).toBe("incomplete");
  });

  it("4–6 hold without consumers only where no code is of a language that nothing is known of", () => {
    const map = systemMap({ producers: [producer()], notRead: [{ language: "ruby", files: 3 }] });
    expect(rows(facts({ map, schemas: [schema()] }), "order-service").slice(3)).toEqual(["unknown", "unknown", "unknown"]);
    const none = assess(facts({ map: systemMap({ notRead: [{ language: "php", files: 1 }] }) }));
    expect(none.unseen).toEqual(["php code (1 file) is not read."]);
  });

  it("6 fails where reading shows no retry", () => {
    const input = facts({ map: systemMap({ consumers: [consumer({ retry: false, eventType: "OrderPlaced" })] }) });
    expect(rows(input, "billing-service")[5]).toBe("fail");
    expect(verdicts(input)["billing-service"]).toBe("incomplete");
  });

  it("say of a transport that forgets what would help, once", () => {
    const why = "the transport delivers at most once: a failed message is gone";
    const input = facts({
      map: systemMap({
        consumers: [consumer({ dlq: "false", dlqWhy: why, retry: false, retryWhy: "the transport delivers at most once" })],
      }),
    });
    expect(assess(input).findings.map(({ rule, fix }) => [rule, fix.includes("JetStream")])).toEqual([
      ["CONSUMER_WITHOUT_DEAD_LETTER", true],
    ]);
  });

  it("ask no dead letter of what reads dead letters, nor of handlers in the process", () => {
    const dlq = [{ file: "infra.yaml", line: 1, kind: "other", channel: "orders-dlq" }] as const;
    const readers = [
      consumer({ id: "triage", channel: "orders-dlq", dlq: "false" }),
      consumer({ id: "local", broker: "in-process", dlq: "false" }),
    ];
    expect(assess(facts({ map: systemMap({ dlq: [...dlq], consumers: readers }) })).domains).toEqual([]);
    const byName = [consumer({ id: "named", channel: "orders.billing.dlq", dlq: "false" })];
    const ladder = [producer({ channel: ["orders.retry.1s", "orders.billing.dlq"] })];
    expect(assess(facts({ map: systemMap({ consumers: byName, producers: ladder }) })).domains).toEqual([]);
  });
});
