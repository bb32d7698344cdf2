import { expect, test } from "vitest";
import { consumer, deliver } from "./consumer.ts";

const run = `const { connect } = require("amqplib");
async function main() {
  const channel = await (await connect("amqp://broker")).createChannel();
  await channel.consume("accounts", (message) => channel.ack(message));
}
`;
const asModule = `import { createRequire } from "node:module";\nconst require = createRequire(import.meta.url);\n${run}`;

test.each([
  ["CommonJS", "consumer.cjs", `${run}if (require.main === module) main();`],
  ["import.meta.main", "consumer.mjs", `${asModule}if (import.meta.main) await main();`],
  [
    "the program's path",
    "consumer.mjs",
    `import { pathToFileURL } from "node:url";\n${asModule}if (import.meta.url === pathToFileURL(process.argv[1]).href) await main();`,
  ],
])("a consumer that starts only as the program starts here: %s", async (_, name, text) => {
  const { open, play, close } = consumer({ [name]: text }, { export: undefined, shape: "amqplib" } as never);
  expect(await open()).toMatchObject({ opened: { clients: ["amqplib"] } });
  expect((await play([deliver(0)])).deliveries[0]).toMatchObject({ result: "acked" });
  await close();
});

test("a file that hands over nothing says what it stopped at", async () => {
  const { open, close } = consumer({ "consumer.mjs": `(async () => { throw new Error("QUEUE_URL is not set"); })();` }, {
    export: undefined,
    shape: "amqplib",
  } as never);
  expect(await open()).toMatchObject({ problem: { kind: "no-export", message: expect.stringContaining("QUEUE_URL is not set") } });
  await close();
});

test("a package that refuses to be told the same twice is loaded anew for each instance", async () => {
  const models = `const names = new Set(); exports.define = (name) => { if (names.has(name)) throw new Error(name + " is known"); names.add(name); };`;
  const { play, close } = consumer({
    "consumer.cjs": `require("models").define("account"); exports.handle = async (event, ctx) => ctx.kv.set(event.event_id, "seen");`,
    "node_modules/models/package.json": '{"main": "index.js"}',
    "node_modules/models/index.js": models,
  });
  for (let round = 0; round < 3; round++) expect(await play([deliver(0)])).toMatchObject({ problems: [], observation: { kv: [{}] } });
  await close();
});
