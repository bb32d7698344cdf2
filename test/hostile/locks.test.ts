import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readdirSync, readFileSync, utimesSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { withLock } from "../../src/workspace/run-folder.ts";
import { put } from "../workspace/hostile-repository.ts";
import { folderOf } from "../detect/repository.ts";

const lock = ".godmode/event/runs/commit.lock";

function locked(content: string, secondsAgo: number): string {
  const root = folderOf({ [lock]: content });
  const then = Date.now() / 1000 - secondsAgo;
  utimesSync(join(root, lock), then, then);
  return root;
}

describe("a lock that nobody holds any more", () => {
  test.each([
    ["of a process that is gone", "999999999", 0],
    ["cut off while it was written", "", 60],
    ["of a number that another process has by now", String(process.ppid), 3600],
  ])("%s is taken over", async (_, content, age) => {
    const root = locked(content, age);
    expect(await withLock(root, "commit", async () => readFileSync(join(root, lock), "utf8"))).toBe(String(process.pid));
    expect(existsSync(join(root, lock))).toBe(false);
  });

  test("is taken over by one at a time", async () => {
    const root = locked("999999999", 60);
    let inside = 0;
    let most = 0;
    await Promise.all(
      Array.from({ length: 8 }, () =>
        withLock(root, "commit", async () => {
          most = Math.max(most, ++inside);
          await new Promise((resolve) => setTimeout(resolve, 5));
          inside--;
        }),
      ),
    );
    expect(most).toBe(1);
    expect(readdirSync(join(root, ".godmode/event/runs"))).toEqual([]);
  });

  test("one that is held is left to its owner", async () => {
    const root = locked(String(process.ppid), 0);
    await expect(withLock(root, "commit", async () => "never")).rejects.toMatchObject({ code: "TIMEOUT" });
    expect(readFileSync(join(root, lock), "utf8")).toBe(String(process.ppid));
  });
});

const writer = `
import { writeWhole } from ${JSON.stringify(fileURLToPath(new URL("../../src/workspace/files.ts", import.meta.url)))};
process.stdout.write("on");
for (let round = 0; ; round++) writeWhole(process.argv[1], "out/file.json", JSON.stringify({ round, text: "x".repeat(200_000) }));
`;

test("a process that is killed while it writes leaves the whole old file or the whole new one, and blocks nobody", async () => {
  const root = folderOf({});
  for (let round = 0; round < 4; round++) {
    const child = spawn(process.execPath, ["--input-type=module", "-e", writer, root], { stdio: ["ignore", "pipe", "inherit"] });
    await once(child.stdout, "data");
    await new Promise((resolve) => setTimeout(resolve, 10 + round * 7));
    child.kill("SIGKILL");
    await once(child, "exit");
    const text = readFileSync(join(root, "out/file.json"), "utf8");
    expect((JSON.parse(text) as { text: string }).text).toHaveLength(200_000);
  }
  put(root, { "out/file.json": "{}" });
});
