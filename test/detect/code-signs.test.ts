import { expect, test } from "vitest";
import { detectFiles } from "./repository.ts";

const places = async (files: Record<string, string>) => {
  const { cqrs } = await detectFiles(files);
  return [cqrs.present, cqrs.evidence.map(({ file, line }) => `${file}:${line}`)];
};
const handler = (kind: string, name: string) => `import { ${kind} } from "@nestjs/cqrs";\n@${kind}(Object)\nexport class ${name} {}\n`;

test("handlers of commands and of queries are CQRS", async () => {
  const files = { "src/place.ts": handler("CommandHandler", "Place"), "src/get.ts": handler("QueryHandler", "Get") };
  expect(await places(files)).toEqual([true, ["src/get.ts:3", "src/place.ts:3"]]);
});

test("one of the two is not", async () => {
  expect(await places({ "src/place.ts": handler("CommandHandler", "Place") })).toEqual([false, []]);
  const own =
    'import { CommandHandler, QueryHandler } from "./own";\n@CommandHandler(Object)\nclass A {}\n@QueryHandler(Object)\nclass B {}\n// @nestjs/cqrs\n';
  expect(await places({ "src/a.ts": own })).toEqual([false, []]);
});

test("code that writes a read model is CQRS, code that only speaks of one is not", async () => {
  const write = 'def add_to_read_model(event, session):\n    session.execute("INSERT INTO orders_view (id) VALUES (1)")\n';
  const read = 'def read_model(session):\n    return session.execute("SELECT * FROM orders_view")\n';
  expect(await places({ "app/handlers.py": write })).toEqual([true, ["app/handlers.py:1"]]);
  expect(await places({ "app/views.py": read })).toEqual([false, []]);
});
