import { describe, expect, test } from "vitest";
import type { Settings } from "../../../src/model/settings.ts";
import { consumerEnvironment, scratchDatabase } from "../../../src/tools/verify/environment.ts";
import { findTarget } from "../../../src/tools/verify/target.ts";
import { detectSystem } from "../../../src/detect/detect.ts";
import { fileURLToPath } from "node:url";
import { newFolder, put } from "../../workspace/hostile-repository.ts";

const distRoot = fileURLToPath(new URL("../../../dist/", import.meta.url));
const detected = (root: string) => detectSystem(root, { distRoot, signal: new AbortController().signal, progress: () => undefined });
const kafka = `import { Kafka } from "kafkajs";
import { handle } from "./handle.ts";
const consumer = new Kafka({ brokers: [] }).consumer({ groupId: "g" });
await consumer.subscribe({ topics: ["parcels"] });
await consumer.run({ eachMessage: async ({ message }) => handle(message) });
`;
async function shop(settings: Settings = {}) {
  const root = newFolder();
  put(root, { "package.json": '{"name": "shop", "dependencies": {"kafkajs": "2"}}' });
  put(root, { "main.ts": kafka });
  put(root, { "handle.ts": "export async function handle() {}" });
  put(root, { "work.py": "def handle(event): pass" });
  const map = await detected(root);
  const [consumer] = map.consumers;
  return { root, map, id: consumer!.id, find: (wanted: Parameters<typeof findTarget>[1]) => findTarget(root, wanted, map, settings) };
}

describe("what is played", () => {
  test("by detect's id: the file's own client hands over the handler", async () => {
    const { id, find } = await shop();
    expect(find(id)).toMatchObject({ id, file: "main.ts", shape: "kafkajs", topic: "parcels", channel: "parcels" });
    expect(find(id).export).toBeUndefined();
  });

  test("one of several channels: the file's client tells which it reads", async () => {
    const { root, map, id } = await shop();
    const [consumer] = map.consumers;
    const several = { ...map, consumers: [{ ...consumer!, channel: ["parcels.dead", "parcels"] }] };
    expect(findTarget(root, id, several, {})).toMatchObject({ topic: "parcels.dead", channel: ["parcels.dead", "parcels"] });
  });

  test("a function that infrastructure declares: where its code lies", async () => {
    const root = newFolder();
    const functions = "functions:\n  pack:\n    handler: src/pack.handle\n    events:\n      - sqs: arn:aws:sqs:eu-west-1:1:parcels\n";
    put(root, { "package.json": '{"name": "shop"}', "serverless.yml": `service: shop\nprovider:\n  name: aws\n${functions}` });
    put(root, { "src/pack.ts": "export const handle = async (event) => {};" });
    const map = await detected(root);
    expect(findTarget(root, "serverless.yml#pack", map, {})).toMatchObject({ file: "src/pack.ts", export: "handle", shape: "lambda-sqs" });
  });

  test("by file and handler: the consumer's id where detect saw one there, else the handler itself", async () => {
    const { id, find } = await shop();
    expect(find({ handler: "main.ts" })).toMatchObject({ id, file: "main.ts" });
    expect(find({ handler: "handle.ts#handle" })).toMatchObject({
      id: "handle.ts#handle",
      file: "handle.ts",
      export: "handle",
      shape: "event",
    });
    expect(find("handle.ts#handle")).toMatchObject({ id: "handle.ts#handle", export: "handle" });
  });

  test("the settings say how; the call has the last word", async () => {
    const { id, root, map } = await shop();
    const settings: Settings = { consumers: { [id]: { handler: "handle.ts#handle", shape: "event", run: "tsx", ordering: "key" } } };
    expect(findTarget(root, id, map, settings)).toMatchObject({
      id,
      file: "handle.ts",
      export: "handle",
      shape: "event",
      how: { run: "tsx" },
    });
    expect(findTarget(root, { handler: "main.ts", run: "node" }, map, settings)).toMatchObject({
      id,
      file: "main.ts",
      how: { run: "node" },
    });
  });

  test("what is not there, or not JavaScript, is named", async () => {
    const { id, find } = await shop();
    expect(() => find(`${id}x`)).toThrow(`did you mean ${id}?`);
    expect(() => find({ handler: "gone.ts#handle" })).toThrow("There is no file gone.ts.");
    expect(() => find({ handler: "../x.ts#handle" })).toThrow("outside the root");
    expect(() => find({ handler: "work.py#handle" })).toThrow("work.py is no JavaScript or TypeScript.");
  });

  test("a consumer of a client that cannot be played leads to the setting", async () => {
    const { root, map, id } = await shop();
    const bull = { ...map, consumers: [{ ...map.consumers[0]!, broker: "bullmq" as const }] };
    const error = (() => {
      try {
        return void findTarget(root, id, bull, {});
      } catch (thrown) {
        return (thrown as { toJSON(): { code: string; retry: { how: string } } }).toJSON();
      }
    })();
    expect(error).toMatchObject({ code: "UNSUPPORTED", retry: { how: expect.stringContaining(`"${id}": {"handler": "file#export"}`) } });
  });
});

describe("environment", () => {
  test("names of the runtime are refused", () => {
    expect(consumerEnvironment({ SHOP: "1" })).toEqual({ SHOP: "1" });
    for (const name of ["NODE_OPTIONS", "LD_PRELOAD", "HOME", "PATH"]) expect(() => consumerEnvironment({ [name]: "x" })).toThrow(name);
  });
  test("a database is a named connection, its address may come from the environment", () => {
    const settings: Settings = { connections: { main: { kind: "postgres", url: "${SCRATCH_URL}" }, events: { kind: "kafka" } } };
    expect(scratchDatabase("main", settings, { SCRATCH_URL: "postgres://localhost/x" })).toEqual({
      name: "main",
      url: "postgres://localhost/x",
    });
    expect(() => scratchDatabase("main", settings, {})).toThrow("SCRATCH_URL is not set.");
    expect(() => scratchDatabase("mian", settings, {})).toThrow("did you mean main?");
    expect(() => scratchDatabase("events", settings, {})).toThrow("no database");
    expect(scratchDatabase(undefined, settings, {})).toBeUndefined();
  });
});
