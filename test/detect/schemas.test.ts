import { describe, expect, test } from "vitest";
import { detectFiles } from "./repository.ts";

const kafka = { "package.json": '{"dependencies": {"kafkajs": "2"}}' };
const record = (name: string) =>
  JSON.stringify({ type: "record", namespace: "shop", name, fields: [{ name: "event_id", type: "string" }] });

describe("event types of schemas", () => {
  test("carry the name on the wire where the path is that name", async () => {
    const { eventTypes } = await detectFiles({
      ...kafka,
      "schemas/order.placed/1.avsc": record("OrderPlaced"),
      "schemas/order.placed/2.avsc": record("OrderPlaced"),
      "x/other.thing.avsc": record("OrderSent"),
    });
    expect(eventTypes.map(({ name, aliases }) => [name, aliases])).toEqual([
      ["OrderPlaced", ["shop.OrderPlaced", "order.placed"]],
      ["OrderSent", ["shop.OrderSent"]],
    ]);
  });

  test("versions of a registry of files are no schemas of their own, below whatever folder it lies", async () => {
    const files = {
      ...kafka,
      "svc/events/Placed.avsc": record("OrderPlaced"),
      "svc/schemas/order.placed/1.avsc": record("OrderPlaced"),
      "svc/schemas/order.sent/9.avsc": record("OrderSent"),
      "svc/schemas/order.sent/10.avsc": record("OrderSent"),
      "svc/schemas/tools/v1.avsc": record("ToolLent"),
      "svc/parts/order.kept/1.avsc": record("OrderKept"),
    };
    const { schemas, eventTypes } = await detectFiles(files);
    expect(schemas.map(({ file }) => file)).toEqual([
      "svc/events/Placed.avsc",
      "svc/parts/order.kept/1.avsc",
      "svc/schemas/order.sent/10.avsc",
      "svc/schemas/tools/v1.avsc",
    ]);
    expect(eventTypes.find(({ name }) => name === "OrderPlaced")).toMatchObject({
      aliases: ["shop.OrderPlaced", "order.placed"],
      schema: "svc/events/Placed.avsc",
    });
    const elsewhere = await detectFiles(files, { settings: { registry: { kind: "files", folder: "svc/parts" } } });
    expect(elsewhere.schemas.map(({ file }) => file)).toContain("svc/schemas/order.sent/9.avsc");
  });

  test("without messaging a record may be anything", async () => {
    const map = await detectFiles({ "a.avsc": record("OrderPlaced") });
    expect(map.schemas[0]!.carriesEvents).toBe("unknown");
    expect(map.eventTypes).toEqual([]);
  });

  test("settings map schemas that say nothing about themselves", async () => {
    const settings = { subjects: { "parcel.sent": { path: "wire/p.json" }, "gone.away": { path: "wire/none.json" } } };
    const map = await detectFiles({ "wire/p.json": '{"properties": {}}' }, { settings });
    expect(map.schemas).toEqual([{ file: "wire/p.json", format: "jsonschema", names: ["parcel.sent"], carriesEvents: true }]);
    expect(map.eventTypes).toMatchObject([{ name: "parcel.sent", schema: "wire/p.json" }]);
  });
});

describe("marks of event sourcing", () => {
  test("of a framework count where its client is declared", async () => {
    const code = { "src/main/java/A.java": "class A {\n  @EventSourcingHandler void on(Opened e) {}\n}\n" };
    const pom = {
      "pom.xml": "<dependency><groupId>org.axonframework</groupId><artifactId>axon-spring-boot-starter</artifactId></dependency>",
    };
    expect((await detectFiles({ ...code, ...pom })).eventSourcing).toEqual({
      present: true,
      evidence: [{ file: "src/main/java/A.java", line: 2, what: "@EventSourcingHandler of Axon" }],
    });
    expect((await detectFiles(code)).eventSourcing.present).toBe(false);
  });

  test.each(["emt_messages", "mt_events", "message_store.messages", "domain_event_entry"])(
    "the table %s is a store's own",
    async (table) => {
      expect((await detectFiles({ "a.sql": `CREATE TABLE ${table} (id int);` })).eventSourcing.present).toBe(true);
    },
  );

  test("history and audit tables are none", async () => {
    const map = await detectFiles({
      "a.sql":
        "CREATE TABLE order_history (id int primary key, aggregate_id uuid, version int, type text, payload json);\nCREATE TABLE audit_events (id int);",
    });
    expect(map.eventSourcing.present).toBe(false);
  });
});

describe("marks of CQRS", () => {
  const model = { "app/handlers.py": "def add_to_read_model(event):\n    pass\n" };
  const commands = { "app/commands.py": "class Command:\n    pass\n" };

  test("are a read model and commands together", async () => {
    expect((await detectFiles({ ...model, ...commands })).cqrs).toMatchObject({
      present: true,
      evidence: [{ file: "app/commands.py" }, { file: "app/handlers.py", line: 1 }],
    });
    expect((await detectFiles(model)).cqrs.present).toBe(false);
    expect((await detectFiles(commands)).cqrs.present).toBe(false);
  });

  test("are the query handlers of a framework that is declared", async () => {
    const code = { "src/q.ts": "@QueryHandler(FindOrder)\nexport class FindOrderHandler {}\n" };
    expect((await detectFiles({ ...code, "package.json": '{"dependencies": {"@nestjs/cqrs": "11"}}' })).cqrs.present).toBe(true);
    expect((await detectFiles(code)).cqrs.present).toBe(false);
  });
});

const table = (name: string, stream: boolean) =>
  `resource "aws_dynamodb_table" "t" {\n  name = "${name}"\n  stream_enabled = ${stream}\n}\n`;
const outbox = async (text: string) => (await detectFiles({ "main.tf": text })).outbox;
test("a table with a stream that is called an outbox is one", async () => {
  expect(await outbox(table("orders-outbox", true))).toMatchObject({ present: true, evidence: [{ file: "main.tf", line: 1 }] });
  expect(await outbox(table("orders-outbox", false))).toMatchObject({ present: false });
  expect(await outbox(table("orders", true))).toMatchObject({ present: false });
});
