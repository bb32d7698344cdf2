import { describe, expect, test } from "vitest";
import { detectFiles } from "./repository.ts";

const npm = JSON.stringify({ name: "app", dependencies: { kafkajs: "2", "@nestjs/config": "4" } });

/** What the channel of one send is, with `before` above it and other files beside it. */
async function typescript(before: string, expression: string, files: Record<string, string> = {}) {
  const code = `import { Kafka } from "kafkajs";\n${before}\nconst producer = new Kafka({}).producer();\nawait producer.send({ topic: ${expression}, messages: [] });\n`;
  const map = await detectFiles({ "package.json": npm, "src/app.ts": code, ...files });
  const sent = map.producers.find(({ file }) => file === "src/app.ts");
  return sent?.channel;
}

async function python(before: string, expression: string, files: Record<string, string> = {}) {
  const code = `from confluent_kafka import Producer\n${before}\nproducer = Producer({})\nproducer.produce(${expression}, value=b"")\n`;
  const map = await detectFiles({ "requirements.txt": "confluent-kafka\n", "app/main.py": code, ...files });
  return map.producers.find(({ file }) => file === "app/main.py")?.channel;
}

describe("TypeScript and JavaScript", () => {
  test.each([
    ["a literal", "", '"orders"', "orders"],
    ["escapes", "", '"\\x6frders\\u002e\\u{61}"', "orders.a"],
    ["a constant", 'const T = "orders";', "T", "orders"],
    ["a member of an object", 'const TOPICS = { placed: "orders.placed" } as const;', "TOPICS.placed", "orders.placed"],
    ["a member by a constant key", 'const TOPICS = { placed: "orders.placed" };', 'TOPICS["placed"]', "orders.placed"],
    ["an enum", 'enum T { Orders = "orders" }', "T.Orders", "orders"],
    ["an enum as text", 'enum T { Orders = "orders" }', "T.Orders.toString()", "orders"],
    ["concatenation", 'const P = "shop";', 'P + "." + "orders"', "shop.orders"],
    ["a template", 'const P = "shop";', "`${P}.orders`", "shop.orders"],
    ["a template with a part from outside", "", "`${request.id}.orders`", null],
    ["an environment variable with a default", "", 'process.env.TOPIC ?? "orders"', "orders"],
    ["an environment variable with a default by or", "", 'process.env["TOPIC"] || "orders"', "orders"],
    ["an environment variable", "", "process.env.TOPIC", "${TOPIC}"],
    ["an environment variable with an empty default", "", 'process.env.TOPIC ?? ""', "${TOPIC}"],
    ["a destructured environment variable", "const { TOPIC } = process.env;", "TOPIC", "${TOPIC}"],
    ["a destructured environment variable with a default", 'const { TOPIC = "orders" } = process.env;', "TOPIC", "orders"],
    ["a destructured constant", 'const { a: { b } } = { a: { b: "orders" } };', "b", "orders"],
    ["both sides of a condition", "", 'urgent ? "orders.now" : "orders.later"', ["orders.now", "orders.later"]],
    ["what a function returns", "const topic = (kind: string) => `orders.${kind}`;", 'topic("placed")', "orders.placed"],
    ["a default parameter", 'function topic(kind = "placed") { return "orders." + kind; }', "topic()", "orders.placed"],
    [
      "a helper for the environment",
      "const env = (name: string, otherwise: string) => process.env[name] ?? otherwise;",
      'env("T", "orders")',
      "orders",
    ],
    ["a field of a class", 'class C { static readonly T = "orders"; }', "C.T", "orders"],
    ["a getter", 'class C { get t() { return "orders"; } }', "new C().t", "orders"],
    ["a constructor argument", "class C { constructor(readonly t: string) {} }", 'new C("orders").t', "orders"],
    [
      "a constructor argument through super",
      "class B { constructor(readonly t: string) {} } class C extends B { constructor() { super('orders'); } }",
      "new C().t",
      "orders",
    ],
    ["a spread object", 'const a = { t: "orders" }; const b = { ...a };', "b.t", "orders"],
    ["the name of a class", "class OrderPlaced {}", "OrderPlaced.name", "OrderPlaced"],
    ["a frozen object", 'const T = Object.freeze({ o: "orders" });', "T.o", "orders"],
    ["a value that is assigned later", 'let t; t = "orders";', "t", "orders"],
    ["a value from outside", "", "request.topic", null],
  ])("%s", async (_, before, expression, channel) => {
    expect(await typescript(before, expression)).toEqual(channel);
  });

  test.each([
    ["a relative import", 'import { T } from "./names";', "T", { "src/names.ts": 'export const T = "orders";' }],
    ["an import with the ending of its output", 'import { T } from "./names.js";', "T", { "src/names.ts": 'export const T = "orders";' }],
    ["a default import", 'import names from "./names";', "names.t", { "src/names.ts": 'export default { t: "orders" };' }],
    ["a namespace import", 'import * as names from "./names";', "names.T", { "src/names.ts": 'export const T = "orders";' }],
    [
      "a re-export under another name",
      'import { U } from "./all";',
      "U",
      { "src/all.ts": 'export { T as U } from "./names";', "src/names.ts": 'export const T = "orders";' },
    ],
    [
      "an export of everything",
      'import { T } from "./all";',
      "T",
      { "src/all.ts": 'export * from "./names";', "src/names.ts": 'export const T = "orders";' },
    ],
    ["a path alias", 'import { T } from "@app/names";', "T", { "src/names.ts": 'export const T = "orders";' }],
    ["a base folder", 'import { T } from "src/lib/names";', "T", { "src/lib/names.ts": 'export const T = "orders";' }],
    ["module.exports", 'const { T } = require("./names");', "T", { "src/names.js": 'module.exports = { T: "orders" };' }],
    [
      "a package of the workspace",
      'import { T } from "@shop/names";',
      "T",
      { "packages/n/package.json": '{ "name": "@shop/names" }', "packages/n/src/index.ts": 'export const T = "orders";' },
    ],
    [
      "a configuration file",
      'import config from "config";',
      'config.get("kafka.topic")',
      { "config/default.yaml": "kafka:\n  topic: orders\n" },
    ],
    ["a committed .env", "", "process.env.TOPIC", { ".env": "TOPIC=orders\n" }],
  ])("%s", async (_, before, expression, files) => {
    expect(await typescript(before, expression, files)).toBe("orders");
  });

  test("two configuration files that disagree settle nothing", async () => {
    const files = { "config/a.yaml": "kafka:\n  topic: orders\n", "config/b.yaml": "kafka:\n  topic: orders.test\n" };
    expect(await typescript('import config from "config";', 'config.get("kafka.topic")', files)).toBe(null);
  });

  test("a variable of Nest's ConfigService is one of the environment", async () => {
    const before = 'import { ConfigService } from "@nestjs/config";\nconst config = new ConfigService();';
    expect(await typescript(before, 'config.get<string>("ORDERS_TOPIC")')).toBe("${ORDERS_TOPIC}");
  });

  test.each([
    [
      "registerAs",
      'config.get("kafka.topic")',
      'import { registerAs } from "@nestjs/config";\nexport default registerAs("kafka", () => ({ topic: process.env.T ?? "orders" }));',
    ],
    [
      "a factory that ConfigModule loads",
      'config.getOrThrow<string>("topics.orders")',
      'import { ConfigModule } from "@nestjs/config";\nconst load = () => ({ topics: { orders: "orders" } });\nexport const m = ConfigModule.forRoot({ load: [load] });',
    ],
  ])("Nest's ConfigService reads %s", async (_, expression, settings) => {
    const before =
      'import { ConfigService } from "@nestjs/config";\nclass Sender { constructor(private config: ConfigService) {} topic() { return this.' +
      expression +
      "; } }";
    expect(await typescript(before, "new Sender(settings).topic()", { "src/settings.ts": settings })).toBe("orders");
  });

  test("modules that import one another in a circle end", async () => {
    const files = {
      "src/a.ts": 'import { T } from "./b";\nexport const U = T;',
      "src/b.ts": 'import { U } from "./a";\nexport const T = U;',
    };
    expect(await typescript('import { T } from "./b";', "T", files)).toBe(null);
  });
});

describe("Python", () => {
  test.each([
    ["a constant", 'T = "orders"', "T", "orders"],
    ["an f-string", 'P = "shop"', 'f"{P}.orders"', "shop.orders"],
    ["an f-string with a part from outside", "", 'f"{region()}.orders"', null],
    ["adjacent strings", "", '"shop." "orders"', "shop.orders"],
    ["a dictionary", 'T = {"orders": "shop.orders"}', 'T["orders"]', "shop.orders"],
    ["an enum", 'from enum import Enum\nclass T(Enum):\n    ORDERS = "orders"', "T.ORDERS.value", "orders"],
    ["os.environ", "import os", 'os.environ["TOPIC"]', "${TOPIC}"],
    ["os.environ.get with a default", "import os", 'os.environ.get("TOPIC", "orders")', "orders"],
    ["os.getenv with an empty default", "import os", 'os.getenv("TOPIC", "")', "${TOPIC}"],
    ["os.getenv", "from os import getenv", 'getenv("TOPIC", default="orders")', "orders"],
    ["or", "import os", 'os.getenv("TOPIC") or "orders"', "orders"],
    ["decouple", "from decouple import config", 'config("TOPIC", default="orders")', "orders"],
    ["a dataclass-like default", 'class Settings:\n    topic: str = "orders"\nsettings = Settings()', "settings.topic", "orders"],
    [
      "an attribute set in the constructor",
      'class C:\n    def __init__(self, name="orders"):\n        self.name = name',
      "C().name",
      "orders",
    ],
    ["a keyword argument", "def topic(kind, shop):\n    return f'{shop}.{kind}'", "topic(shop='shop', kind='orders')", "shop.orders"],
    ["an element of a tuple", 'def both():\n    return "a", "orders"\n_, t = both()', "t", "orders"],
    ["str.format", 'P = "shop"', '"{}.{kind}".format(P, kind="orders")', "shop.orders"],
    ["a key set later", 'e = {}\ne["topic"] = "orders"', 'e["topic"]', "orders"],
  ])("%s", async (_, before, expression, channel) => {
    expect(await python(before, expression)).toEqual(channel);
  });

  test.each([
    ["a default", 'topic: str = "orders"', "orders"],
    ["a default in Field", 'topic: str = Field("orders")', "orders"],
    ["no default", "topic: str", "${TOPIC}"],
    ["a prefix", 'model_config = SettingsConfigDict(env_prefix="app_")\n    topic: str', "${APP_TOPIC}"],
  ])("a pydantic settings class with %s", async (_, field, channel) => {
    const before = `from pydantic import Field\nfrom pydantic_settings import BaseSettings, SettingsConfigDict\nclass S(BaseSettings):\n    ${field}\ns = S()`;
    expect(await python(before, "s.topic")).toBe(channel);
  });

  test.each([
    ["from a module beside it", "from names import T", "T", { "app/names.py": 'T = "orders"' }],
    ["from the package", "from .names import T", "T", { "app/names.py": 'T = "orders"' }],
    ["a module of a package", "from conf import names", "names.T", { "app/conf/__init__.py": "", "app/conf/names.py": 'T = "orders"' }],
    ["everything", "from names import *", "T", { "app/names.py": 'T = "orders"' }],
    [
      "an ini file",
      "import configparser\nc = configparser.ConfigParser()\nc.read('x.ini')",
      'c["kafka"]["topic"]',
      { "app/x.ini": "[kafka]\ntopic = orders\n" },
    ],
    [
      "ConfigParser.get",
      "import configparser\nc = configparser.ConfigParser()",
      'c.get("kafka", "topic")',
      { "app/x.ini": "[kafka]\ntopic = orders\n" },
    ],
  ])("%s", async (_, before, expression, files) => {
    expect(await python(before, expression, files)).toBe("orders");
  });
});
