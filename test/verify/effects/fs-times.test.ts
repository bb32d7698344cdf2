import { expect, test } from "vitest";
import { consume, first, handling, linesOf, playOnce } from "./real-worker.ts";

const fs = `import * as fs from "node:fs"; import { stat } from "node:fs/promises";`;

test("a file is as old as it is in virtual time", async () => {
  const source = handling(
    `if (event.n === 1) { fs.writeFileSync("lock", ""); return; }
     say(Date.now() - fs.statSync("lock").mtimeMs); say(Date.now() - (await stat("lock")).mtime.getTime()); say(Number(fs.statSync("lock", { bigint: true }).mtimeMs) === Date.now() - 60_000);
     const handle = fs.openSync("lock", "a"); fs.writeSync(handle, "x"); say(Date.now() - fs.statSync("lock").mtimeMs);
     fs.utimesSync("lock", 1, 1000); say(fs.statSync("lock").mtimeMs);`,
    fs,
  );
  const outcome = await playOnce(source, [first(0), { do: "advance", ms: 60_000 }, first(1)]);
  expect(linesOf(outcome)).toEqual(["60000", "60000", "true", "0", "1000000"]);
});

test("to a package, which keeps real time, it is just as old", async () => {
  const consumer = await consume(
    handling(
      `if (event.n === 1) touch("lock"); else say(Math.round(age("lock") / 1000));`,
      `import { age, touch } from "../linked/node_modules/locks/index.mjs";`,
    ),
    {
      "../linked/node_modules/locks/index.mjs": `import fs from "node:fs";
        export const touch = (path) => { fs.mkdirSync(path); const now = new Date(Date.now() - 5000); fs.utimesSync(path, now, now); };
        export const age = (path) => Date.now() - fs.statSync(path).mtimeMs;`,
    },
  );
  const outcome = await consumer.play([first(0), { do: "advance", ms: 60_000 }, first(1)]);
  await consumer.end();
  expect(linesOf(outcome)).toEqual(["65"]);
});
