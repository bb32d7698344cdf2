import { describe, expect, it } from "vitest";
import { assess } from "../../src/loop/assessment.ts";
import type { Finding } from "../../src/model/finding.ts";
import type { Facts } from "../../src/loop/facts.ts";
import { nextCalls, todosOf } from "../../src/loop/next.ts";
import { consumer, facts, producer, proven, schema, systemMap } from "./system.ts";

const next = (input: Facts, pendingWrites = 0) => nextCalls(assess(input), input, pendingWrites).map(({ tool, args }) => ({ tool, args }));
const todos = (input: Facts) => todosOf(assess(input), input);

describe("nextCalls", () => {
  it("designs a missing schema from the payload that the code shows, without what the envelope carries", () => {
    const payload = [
      { name: "id" },
      { name: "type" },
      { name: "orderId", type: "string" as const },
      { name: "total", type: "double" as const },
    ];
    expect(next(facts({ map: systemMap({ producers: [producer({ eventType: "placeOrder", payload })] }) }))).toEqual([
      {
        tool: "design-schema",
        args: {
          eventType: "order.placed",
          format: "json-schema",
          fields: [
            { name: "orderId", type: "string" },
            { name: "total", type: "double" },
          ],
        },
      },
    ]);
  });

  it("leaves a payload that nobody knows to people, with the place and the call to fill", () => {
    const input = facts({ map: systemMap({ producers: [producer({ payload: [{ name: "event_id" }] })] }) });
    expect(next(input)).toEqual([]);
    expect(todos(input)).toContainEqual(
      expect.objectContaining({
        file: "orders/send.ts",
        line: 7,
        text: expect.stringMatching(/^Name the fields of OrderPlaced.+ as order\.placed/),
        call: { tool: "design-schema", args: { eventType: "order.placed", format: "json-schema", fields: [{ name: "…", type: "…" }] } },
      }),
    );
  });

  it("keeps an id that is the payload's own, and leaves a type that nothing settles to people", () => {
    const payload = [{ name: "id", type: "string" as const }, { name: "total" }];
    const input = facts({ map: systemMap({ producers: [producer({ payload })] }) });
    expect(next(input)).toEqual([]);
    expect(todos(input)[0]).toMatchObject({
      text: expect.stringMatching(/^Name the types of total in OrderPlaced/),
      call: {
        args: {
          fields: [
            { name: "id", type: "string" },
            { name: "total", type: "…" },
          ],
        },
      },
    });
    const whole = ["event_id", "event_type", "data"].map((name) => ({ name, type: "string" as const }));
    expect(next(facts({ map: systemMap({ producers: [producer({ payload: whole })] }) }))).toEqual([]);
  });

  it("takes the format that the repository's event schemas have", () => {
    const payload = [{ name: "orderId", type: "string" as const }];
    const producers = [producer({ payload }), producer({ eventType: "OrderPaid", payload })];
    const input = facts({ map: systemMap({ producers }), schemas: [schema()] });
    expect(next(input)[0]!.args["format"]).toBe("avro");
  });

  it("registers what is new or moved on, not what breaks, does not parse or says nothing", () => {
    const map = systemMap({ producers: [producer()] });
    const unregistered = { registration: { state: "unregistered", subject: "OrderPlaced" } } as const;
    expect(next(facts({ map, schemas: [schema(unregistered)] }))).toEqual([
      { tool: "register-schema", args: { subject: "order.placed", schema: { path: "schemas/order.placed/1.avsc" } } },
    ]);
    const moved = { registration: { state: "unregistered", subject: "OrderPlaced", latest: 2 } } as const;
    expect(next(facts({ map, schemas: [schema(moved)] }))[0]!.args["subject"]).toBe("OrderPlaced");
    const breaks = { compatibility: { state: "breaks", compared: [], mode: "FULL", findings: [] } } as const;
    for (const part of [breaks, { error: { line: 1, column: 1, message: "x" } }, { payload: "empty" } as const])
      expect(next(facts({ map, schemas: [schema({ ...unregistered, ...part })] }))).toEqual([]);
  });

  it("proposes at most three calls, and the commit only while something of a kept system is uncommitted", () => {
    const producers = ["A", "B", "C", "D"].map((letter) =>
      producer({ eventType: `Thing${letter}Made`, payload: [{ name: "size", type: "long" as const }] }),
    );
    expect(next(facts({ map: systemMap({ producers }) }))).toHaveLength(3);
    expect(next(proven(), 1)).toEqual([{ tool: "commit", args: {} }]);
    expect(next(proven(), 0)).toEqual([]);
    const open = facts({ map: systemMap({ producers: [producer()], consumers: [consumer()] }), schemas: [schema()] });
    expect(next(open, 1).map(({ tool }) => tool)).not.toContain("commit");
  });
});

describe("the runs that a consumer lacks", () => {
  const id = "billing/read.ts#orders";
  const unproven = { ...proven(), proofs: facts().proofs };
  const runs = [
    { tool: "configure-dlq", args: { consumer: id } },
    { tool: "verify-idempotency", args: { consumer: id } },
  ];
  const doubting = (state: "stale" | "unproven" | "inconclusive"): Facts => {
    const doubt = new Map([[id, { state, why: "billing/read.ts changed since the run of 2026-11-24" }]]);
    return { ...unproven, doubts: { deadLetter: doubt, idempotency: doubt } };
  };

  it("are proposed before the commit, its dead letter first", () => {
    expect(next(unproven, 1)).toEqual(runs);
    expect(next(proven(), 1)).toEqual([{ tool: "commit", args: {} }]);
  });

  it("are proposed again where the record went stale or is not ours, with the reason", () => {
    for (const state of ["stale", "unproven"] as const) {
      expect(next(doubting(state))).toEqual(runs);
      const [call] = nextCalls(assess(doubting(state)), doubting(state), 0);
      expect(call!.why).toContain("billing/read.ts changed since the run of 2026-11-24");
    }
  });

  it("are not proposed where the last run could not tell: that is for people to mend", () => {
    const input = doubting("inconclusive");
    expect(next(input)).toEqual([]);
    expect(todos(input).map(({ text }) => text)).toEqual([
      expect.stringMatching(/^configure-dlq could not tell/),
      expect.stringMatching(/^verify-idempotency could not tell whether a duplicate changes nothing: billing\/read\.ts changed/),
    ]);
  });

  it("are proposed for code of other languages only where settings name a handler", () => {
    const other = proven({ consumers: [consumer({ file: "billing/read.rb", dlq: "true" })] });
    const open = { ...other, proofs: facts().proofs };
    expect(next(open)).toEqual([]);
    expect(next({ ...open, settings: { consumers: { [id]: { handler: "billing/shim.mjs#handle" } } } })).toEqual(runs);
    const jobs = proven({ consumers: [consumer({ broker: "bullmq", dlq: "true" })] });
    expect(next({ ...jobs, proofs: facts().proofs })).toEqual([]);
    expect(todos({ ...jobs, proofs: facts().proofs }).map(({ text }) => text)).toContainEqual(
      expect.stringContaining('{"handler": "file#export"}'),
    );
  });

  it("configure no dead letter that reading denies, nor one of a channel that is not known", () => {
    for (const part of [{ dlq: "false" }, { dlq: "true", channel: null }] as const) {
      const denied = proven({ consumers: [consumer(part)] });
      expect(next({ ...denied, proofs: facts().proofs })).toEqual([runs[1]]);
    }
  });
});

describe("todosOf", () => {
  it("names the edit with its place, and what would answer an open question", () => {
    const questions = [{ file: "billing/read.ts", line: 3, question: "Which topic is X?", setting: '"channels": […]' }];
    const input = facts({ map: systemMap({ consumers: [consumer({ dlq: "false" }), consumer({ id: "b", line: 20 })], questions }) });
    expect(todos(input)).toEqual([
      expect.objectContaining({
        domain: "billing-service",
        file: "billing/read.ts",
        line: 12,
        text: expect.stringContaining("CONSUMER_WITHOUT_DEAD_LETTER"),
      }),
      expect.objectContaining({ line: 3, text: expect.stringContaining('Which topic is X? Answer it in .godmode/event.json: "channels"') }),
      expect.objectContaining({ line: 12, text: expect.stringContaining("Say which event is read here") }),
      expect.objectContaining({ line: 20, text: expect.stringContaining("Say which event is read here") }),
      expect.objectContaining({ line: 20, text: expect.stringContaining('"consumers": {"b": {"deadLetter"') }),
    ]);
  });

  it("names errors in the code that no row asks for, in the domain of the file", () => {
    const findings: Finding[] = [
      {
        rule: "REQUEUE_FOREVER",
        severity: "error",
        at: "x",
        file: "billing/read.ts",
        line: 14,
        column: 1,
        message: "m",
        fix: "Count.",
        evidence: [],
      },
    ];
    const map = systemMap({ consumers: [consumer({ eventType: "OrderPlaced" })], findings });
    expect(todos(facts({ map }))[0]).toEqual({
      domain: "billing-service",
      file: "billing/read.ts",
      line: 14,
      text: "Count. (REQUEUE_FOREVER)",
    });
  });

  it("leaves what cannot be run here to people, until it was shown", () => {
    const python = proven({ consumers: [consumer({ file: "billing/read.py", dlq: "true" })] });
    const open = { ...python, proofs: facts().proofs };
    expect(todos(open)).toEqual([
      expect.objectContaining({
        line: 12,
        text: expect.stringContaining(
          "a failing event ends in its dead letter, and that a duplicate changes nothing. Code such as billing/read.py",
        ),
      }),
    ]);
    expect(next(open)).toEqual([]);
    expect(todos(python)).toEqual([]);
    const old = { ...proven(), proofs: facts().proofs, cannotRun: "Running a consumer needs Node.js 22.18." };
    expect(todos(old)[0]!.text).toContain("needs Node.js 22.18");
    expect(next(old)).toEqual([]);
  });

  it("leaves out what a tool does", () => {
    const payload = [{ name: "orderId", type: "string" as const }];
    expect(todos(facts({ map: systemMap({ producers: [producer({ correlationId: true, payload })] }) }))).toEqual([]);
  });

  it("asks for the event that cannot be told", () => {
    const [{ eventType: _type, ...unnamed }] = [producer({ channel: null })];
    expect(todos(facts({ map: systemMap({ producers: [unnamed] }) }))[0]).toMatchObject({
      file: "orders/send.ts",
      line: 7,
      text: expect.stringContaining("event_type"),
    });
  });
});
