import { expect, test } from "vitest";
import { call } from "../../src/index.ts";
import { newFolder, put } from "../workspace/hostile-repository.ts";

test("a cancellation arrives while code is read, and progress counts the files", async () => {
  const root = newFolder();
  put(root, Object.fromEntries(Array.from({ length: 1600 }, (_, index) => [`src/f${index}.ts`, `export const a${index} = 1;\n`])));
  const stop = new AbortController();
  const told: (number | undefined)[] = [];
  const onProgress = (message: string, done?: number, total?: number) => {
    if (message !== "Reading code" || total === undefined) return;
    told.push(done);
    if (done === 500) setImmediate(() => stop.abort());
  };
  await expect(call("detect", { root }, { signal: stop.signal, onProgress })).rejects.toMatchObject({ code: "CANCELLED" });
  expect(told.slice(0, 2)).toEqual([0, 500]);
  expect(told).not.toContain(1500);
});
