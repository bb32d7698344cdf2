import { afterEach, expect, test } from "vitest";
import { type Consumer, consumer, deliver } from "./consumer.ts";

/** A compiler with the API that is called: it knows one word of its own, and turns modules into CommonJS. */
const compiler = `const { stripTypeScriptTypes } = require("node:module");
const { existsSync } = require("node:fs"); const path = require("node:path");
exports.ModuleKind = { CommonJS: 1, ESNext: 99 }; exports.ScriptTarget = { ES2017: 4, ES2022: 9 }; exports.ModuleResolutionKind = { Bundler: 100 };
exports.readConfigFile = (file, read) => ({ config: JSON.parse(read(file)) });
exports.parseJsonConfigFileContent = (config) => ({ options: config.compilerOptions ?? {} });
exports.transpileModule = (text, { compilerOptions: { module } }) => {
  const plain = stripTypeScriptTypes(text.replaceAll("typed ", "")).replace(/import \\{[^}]*\\} from "types-only";/, "");
  if (module === 99) return { outputText: plain };
  return { outputText: plain.replace(/import (\\{[^}]*\\}) from ("[^"]*");/g, "const $1 = require($2);").replace(/export async function (\\w+)/g, "exports.$1 = $1; async function $1").replace(/export const (\\w+)/g, "const $1 = exports.$1") };
};
exports.resolveModuleName = (name, from) => {
  const file = path.join(path.dirname(from), name.replace("@/", "./").replace(/\\.js$/, "")) + ".ts";
  return existsSync(file) ? { resolvedModule: { resolvedFileName: file } } : {};
};
`;
const handler = `import { Wanted } from "types-only";
import { rate } from "./rate";
import { unit } from "@/unit.js";
typed let calls = 0;
export async function handle(event: Wanted, ctx: any) { await ctx.publish("out", { text: ++calls * rate + unit }); }
`;
const files = (options: object, type = "commonjs") => ({
  "consumer.ts": handler,
  "rate.ts": "export const rate: number = 2;",
  "unit.ts": 'export const unit: string = "px";',
  "package.json": JSON.stringify({ type }),
  "tsconfig.json": JSON.stringify({ compilerOptions: options }),
  "node_modules/typescript/package.json": '{"main": "index.js"}',
  "node_modules/typescript/index.js": compiler,
});
let subject: Consumer;
afterEach(() => subject.close());

test.each(["commonjs", "module"])("files are read as their project's compiler reads them: %s", async (type) => {
  subject = consumer(files({}, type));
  expect(await subject.open()).toMatchObject({ opened: { files: expect.arrayContaining(["rate.ts", "tsconfig.json", "unit.ts"]) } });
  for (let round = 0; round < 2; round++) {
    const { observation, problems } = await subject.play([deliver(0), deliver(1)]);
    expect(problems).toEqual([]);
    expect(observation.published.map(({ value }) => (value as { text: string }).text)).toEqual(["2px", "4px"]);
  }
});

test("not where a runner is named, nor where the project runs under Node's own type stripping", async () => {
  subject = consumer(files({}), { runner: true });
  expect(await subject.open()).toMatchObject({ problem: {} });
  await subject.close();
  subject = consumer(files({ erasableSyntaxOnly: true }));
  expect(await subject.open()).toMatchObject({ problem: {} });
});
