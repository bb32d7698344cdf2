import { afterAll, beforeAll, expect, test } from "vitest";
import { consumeCases, crash, first, handling, linesOf, playOnce, pointsOf } from "./real-worker.ts";

const imports = `
import * as fs from "node:fs";
import { appendFile, open, readdir, rename, writeFile, cp, rm, mkdir, readFile } from "node:fs/promises";
import { pipeline } from "node:stream/promises";
import { Readable } from "node:stream";
import { promisify } from "node:util";`;
const line = String.raw`event.id + "\n"`;

const forms: Record<string, string> = {
  blocking: `fs.appendFileSync("a.txt", ${line});`,
  callback: `await new Promise<void>((ok, no) => fs.appendFile("a.txt", ${line}, (error) => (error ? no(error) : ok())));`,
  promisified: `await promisify(fs.appendFile)("a.txt", ${line});`,
  promises: `await appendFile("a.txt", ${line});`,
  "default import": `await fs.promises.appendFile(new URL("a.txt", import.meta.url), ${line});`,
  descriptor: `const fd = fs.openSync("a.txt", "a"); fs.writeSync(fd, ${line}); fs.closeSync(fd);`,
  handle: `const handle = await open("a.txt", "a"); await handle.write(${line}); await handle.close();`,
  "handle.appendFile": `const handle = await open("a.txt", "a"); await handle.appendFile(${line}); await handle.close();`,
  stream: `await pipeline(Readable.from([${line}]), fs.createWriteStream("a.txt", { flags: "a" }));`,
  "handle's stream": `const handle = await open("a.txt", "a"); await pipeline(Readable.from([${line}]), handle.createWriteStream());`,
  "data that comes bit by bit": `await writeFile("a.txt", Readable.from([${line}]), { flag: "a" });`,
};

let cases: Awaited<ReturnType<typeof consumeCases>>;
beforeAll(async () => {
  cases = await consumeCases(forms, imports);
});
afterAll(() => cases.end());

test.each(Object.keys(forms))("%s: appends, and a crash after it is a doubled line", async (name) => {
  const calm = await cases.play(name);
  expect(linesOf(calm, "a.txt")).toHaveLength(1);
  const last = pointsOf(calm).findLastIndex((what) => what.includes("a.txt *")) + 1;
  const crashed = await cases.play(name, crash(last, "after"));
  expect(linesOf(crashed, "a.txt")).toEqual([...linesOf(calm, "a.txt"), ...linesOf(calm, "a.txt")]);
});

test("folders of which a part lies in the project", async () => {
  const source = handling(
    `fs.writeFileSync("data/new.txt", "1"); fs.rmSync("data/b.txt"); await rename("data/sub", "moved"); await mkdir("data/deep/er", { recursive: true });
     say(fs.readdirSync("data").join()); say((await readdir("data", { withFileTypes: true })).filter((entry) => entry.isDirectory()).map((entry) => entry.name).join());
     say(fs.readdirSync(".", { recursive: true }).filter((path) => /^(data|moved)/.test(String(path))).join());
     const names: string[] = []; for await (const entry of await fs.promises.opendir("data")) names.push(entry.name); say(names.sort().join());
     await cp("moved", "copy", { recursive: true }); say(await readFile("copy/c.txt", "utf8"));
     try { fs.rmdirSync("data"); } catch (error) { say((error as NodeJS.ErrnoException).code); }
     await rm("data", { recursive: true }); say(fs.existsSync("data/a.txt")); fs.mkdirSync("data"); say(fs.readdirSync("data").length);
     try { fs.openSync("data/a.txt", "r"); } catch (error) { say(error); }`,
    imports,
  );
  const outcome = await playOnce(source, [first(0)], { "data/a.txt": "a", "data/b.txt": "b", "data/sub/c.txt": "c" });
  expect(outcome.deliveries).toMatchObject([{ result: "acked" }]);
  expect(linesOf(outcome)).toEqual([
    "a.txt,deep,new.txt",
    "deep",
    "data,data/a.txt,data/deep,data/deep/er,data/new.txt,moved,moved/c.txt",
    "a.txt,deep,new.txt",
    "c",
    "ENOTEMPTY",
    "false",
    "0",
    "ENOENT: no such file or directory, open 'data/a.txt'",
  ]);
});

test("exclusive creation sees files of the project, temporary files are nobody's effect", async () => {
  const source = handling(
    `try { fs.writeFileSync("lock", "", { flag: "wx" }); } catch (error) { say((error as NodeJS.ErrnoException).code); }
     const folder = fs.mkdtempSync(os.tmpdir() + "/work-"); fs.writeFileSync(folder + "/part", "done"); fs.renameSync(folder + "/part", "whole.txt"); say(fs.readFileSync("whole.txt", "utf8"));`,
    `${imports} import os from "node:os";`,
  );
  const outcome = await playOnce(source, [first(0)], { lock: "" });
  expect(linesOf(outcome)).toEqual(["EEXIST", "done"]);
  expect(outcome.observation.files.map(({ path }) => path)).toEqual(["out.txt", "out.txt", "whole.txt"]);
});
