import { describe, expect, test } from "vitest";
import { embedded } from "../../src/brokers/embedded/broker.ts";
import { diff } from "../../src/delivery/diff.ts";
import { driftOf, planOf } from "../../src/delivery/plan.ts";
import { defaultRetry, type Observed, type Resource } from "../../src/model/delivery.ts";

const queue: Resource = {
  id: "broker:queue:orders.billing.dlq",
  role: "dead-letter",
  kind: "queue",
  name: "orders.billing.dlq",
  config: { type: "quorum", retentionMs: 1000, limit: 4 },
  immutable: ["type"],
  atLeast: ["retentionMs"],
};
const found = (config: Observed["config"], mark?: string): Observed => ({
  id: queue.id,
  config: { ...queue.config, ...config },
  ...(mark && { mark }),
});

describe("one resource", () => {
  test.each([
    ["create", undefined, "not there"],
    ["noop", found({}, "run-1"), "as it must be"],
    ["adopt", found({}), "Somebody else"],
    ["adopt", found({ retentionMs: 5000, other: 1 }), "Somebody else"],
    ["update", found({ limit: 10 }, "run-1"), "limit is 10 and becomes 4"],
    ["update", found({ retentionMs: 10 }), "retentionMs is 10 and becomes 1000"],
    ["conflict", found({ type: "classic" }), "type is classic and must be quorum"],
  ] as const)("%s", (action, observed, reason) => {
    const difference = diff(queue, observed);
    expect(difference.action).toBe(action);
    expect(difference.reason).toContain(reason);
  });

  test("an update says how to set it back", () => {
    expect(diff(queue, found({ limit: 10 })).inverse).toBe("Set limit to 10.");
  });
});

const wanted = (consumer: string, group: string, rungsMs = defaultRetry.rungsMs) => {
  const { resources } = embedded("requeue").topology({ consumer, channel: "orders", group, retry: { ...defaultRetry, rungsMs } });
  return { consumer, resources };
};

describe("a plan", () => {
  test("makes the dead letter first and wires the source last", () => {
    const { actions } = planOf("embedded", [wanted("a", "billing"), wanted("b", "mail")], []);
    expect(actions.map(({ role }) => role)).toEqual([
      ...Array<string>(2).fill("dead-letter"),
      ...Array<string>(6).fill("rung"),
      "source",
      "consumer",
      "consumer",
    ]);
    expect(actions.map(({ resource }) => resource)).toContain("embedded:channel:orders.billing.retry.1s");
    expect(actions.find(({ role }) => role === "source")!.consumers).toEqual(["a", "b"]);
  });

  test("names are the consumer's own, also where two groups share a source", () => {
    const names = planOf("embedded", [wanted("a", "billing"), wanted("b", "mail")], []).actions.map(({ resource }) => resource);
    expect(names.filter((name) => name.endsWith(".dlq"))).toEqual([
      "embedded:channel:orders.billing.dlq",
      "embedded:channel:orders.mail.dlq",
    ]);
    expect(new Set(names).size).toBe(names.length);
  });

  test("two consumers that want one thing differently are a conflict", () => {
    const { actions } = planOf(
      "embedded",
      [
        wanted("a", "billing"),
        { ...wanted("b", "billing"), resources: [{ ...wanted("b", "billing").resources.at(-1)!, config: { redelivery: "rewind" } }] },
      ],
      [],
    );
    expect(actions.find(({ action }) => action === "conflict")).toMatchObject({
      resource: "embedded:group:orders/billing",
      reason: expect.stringMatching(/^a and b want/),
    });
  });

  test("its id is the same for the same world, and another one when configuration, wish or a file moves", () => {
    const desired = [wanted("a", "billing")];
    const observed: Observed[] = [
      { id: "embedded:channel:orders", config: {} },
      { id: "embedded:channel:orders.billing.dlq", config: { x: 1 } },
    ];
    const id = planOf("embedded", desired, observed).plan;
    expect(planOf("embedded", desired, [...observed].reverse()).plan).toBe(id);
    expect(
      planOf(
        "embedded",
        desired,
        observed.map((each) => ({ ...each, mark: "run-9" })),
      ).plan,
    ).toBe(id);
    expect(planOf("embedded", desired, [observed[0]!, { ...observed[1]!, config: { x: 2 } }]).plan).not.toBe(id);
    expect(planOf("embedded", [wanted("a", "billing", [1000, 5000])], observed).plan).not.toBe(id);
    const change = { file: "queues.tf", digest: "1f", before: "a", after: "b", edits: [] };
    expect(planOf("embedded", desired, observed, { owned: [], files: [change] }).plan).not.toBe(id);
    expect(planOf("rabbitmq", desired, observed).plan).not.toBe(id);
  });

  test("what a file declares is changed in that file, or stands in the way", () => {
    const desired = [wanted("a", "billing")];
    const [first, second, third, ...rest] = desired[0]!.resources.map(({ id }) => id);
    const at = { file: "queues.tf", line: 3, notes: ["It has two values there."] };
    const owned = [
      { ...at, resource: first!, state: "edit" as const },
      { ...at, resource: second!, state: "as-wanted" as const },
      { ...at, resource: third!, state: "cannot" as const },
      { ...at, resource: third!, file: "other.tf", state: "edit" as const },
    ];
    const edits = [{ file: "queues.tf", line: 4, column: 1, before: "", after: "x", why: "why" }];
    const plan = planOf("embedded", desired, [], { owned, files: [{ file: "queues.tf", digest: "1f", before: "a", after: "b", edits }] });
    expect(plan.actions.map(({ action }) => action)).toEqual(["edit", "noop", "conflict", ...rest.map(() => "create")]);
    expect(plan.actions[2]!.reason).toContain("queues.tf:3. It has two values there.");
    expect(plan.fileEdits).toEqual(edits);
    expect(driftOf(plan).map(({ action }) => action)).not.toContain("noop");
  });

  test("drift is what is not as it must be", () => {
    const desired = [wanted("a", "billing")];
    const observed = desired[0]!.resources.map(({ id, config }) => ({ id, config, mark: "run-1" }));
    expect(driftOf(planOf("embedded", desired, observed))).toEqual([]);
    const changed = observed.map((each) => (each.id.includes("group") ? { ...each, config: { ...each.config, maxDeliveries: 2 } } : each));
    expect(driftOf(planOf("embedded", desired, changed))).toMatchObject([
      { action: "update", changes: [{ key: "maxDeliveries", from: 2, to: 8 }] },
    ]);
  });
});

const rungsOf = (redelivery: Parameters<typeof embedded>[0], ordering: "none" | "key") =>
  embedded(redelivery)
    .topology({ consumer: "a", channel: "orders", group: "billing", retry: { ...defaultRetry, ordering } })
    .resources.filter(({ role }) => role === "rung").length;

test("delays are where the broker keeps them: channels for requeue and rewind, in place for the others and for order by key", () => {
  expect((["rewind", "requeue", "visibility", "ack-wait"] as const).map((each) => rungsOf(each, "none"))).toEqual([3, 3, 0, 0]);
  expect((["rewind", "requeue", "visibility", "ack-wait"] as const).map((each) => rungsOf(each, "key"))).toEqual([0, 0, 0, 0]);
});
