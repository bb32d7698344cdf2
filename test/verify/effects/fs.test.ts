import { existsSync, readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { again, consume, crash, fails, first, handling, linesOf, playOnce, pointsOf, resultsOf, unobserved } from "./real-worker.ts";

const fs = `import * as fs from "node:fs";`;

test("what a consumer writes never reaches the project, and the next play starts without it", async () => {
  const consumer = await consume(handling(`fs.appendFileSync("orders.csv", event.id + "\\n"); fs.unlinkSync("old.txt");`, fs), {
    "orders.csv": "e0\n",
    "old.txt": "x",
  });
  for (let play = 0; play < 2; play++) {
    const outcome = await consumer.play([first(0)]);
    expect(outcome.observation.files).toEqual([
      { path: "orders.csv", line: "e0" },
      { path: "orders.csv", line: "e1" },
      { path: "old.txt", line: "(deleted)" },
    ]);
  }
  expect(readFileSync(join(consumer.root, "orders.csv"), "utf8")).toBe("e0\n");
  expect(readdirSync(consumer.root).sort()).toEqual(["consumer.mts", "node_modules", "old.txt", "orders.csv"]);
  await consumer.end();
});

test("a crash after an append doubles the line: the redelivery finds it there", async () => {
  const source = handling(`fs.appendFileSync("out.txt", event.id + "\\n");`, fs);
  const [calm, before, after, failing] = await Promise.all(
    [undefined, crash(1, "before"), crash(1, "after"), fails(1, "before")].map((fault) => playOnce(source, [first(0, fault)])),
  );
  expect(linesOf(calm!)).toEqual(["e1"]);
  expect(linesOf(before!)).toEqual(["e1"]);
  expect(linesOf(after!)).toEqual(["e1", "e1"]);
  expect(resultsOf(after!)).toEqual(["crashed", "acked"]);
  expect(failing!.deliveries[0]).toMatchObject({ result: "nacked", error: expect.stringContaining("EIO") as string });
});

test("a dead instance writes nothing any more, not even in finally", async () => {
  const source = handling(`try { fs.appendFileSync("a.txt", "1\\n"); } finally { fs.appendFileSync("b.txt", "1\\n"); }`, fs);
  const outcome = await playOnce(source, [first(0, crash(1, "before"))]);
  expect([linesOf(outcome, "a.txt"), linesOf(outcome, "b.txt")]).toEqual([["1"], ["1"]]);
});

test("a file that is written over is empty for a moment; the first write is one point", async () => {
  const source = handling(`fs.writeFileSync("state.json", String(event.n));`, fs);
  const outcome = await playOnce(source, [first(0), first(1, crash(1, "after"))]);
  expect(pointsOf(outcome)).toEqual(["write state.json *", "truncate state.json *", "write state.json *"]);
  expect(linesOf(outcome, "state.json")).toEqual(["2"]);
});

test("reads of what only the project holds are no points; what may change in the play is", async () => {
  const source = handling(
    `if (fs.existsSync("done/" + event.id)) return; fs.readFileSync("rates.json"); fs.mkdirSync("done", { recursive: true }); fs.writeFileSync("done/" + event.id, "");`,
    fs,
  );
  const outcome = await playOnce(source, [first(0), again(0)], { "rates.json": "{}" });
  expect(pointsOf(outcome)).toEqual(["exists done/e1", "mkdir done *", "write done/e1 *", "exists done/e1"]);
  expect(outcome.observation.files).toEqual([{ path: "done/e1", line: "" }]);
});

test("environment files are not there, nor read by other ways; the working folder is the project", async () => {
  const source = handling(
    `say(fs.existsSync(".env")); try { fs.readFileSync(".env.local"); } catch (error) { say(error); } say(fs.existsSync(".env.example")); process.loadEnvFile(".env"); say(process.env.A); await fs.openAsBlob(".env").then((blob) => say(blob?.size), (error) => say((error as NodeJS.ErrnoException).code)); say(process.cwd() === fs.realpathSync("."));`,
    fs,
  );
  const outcome = await playOnce(source, [first(0)], { ".env": "A=1", ".env.local": "A=1", ".env.example": "A=" });
  expect(linesOf(outcome)).toEqual([
    "false",
    "ENOENT: no such file or directory, open '.env.local'",
    "true",
    "undefined",
    expect.any(String),
    "true",
  ]);
});

test("outside of the project nothing is read or written, and it is told", async () => {
  const source = handling(
    `for (const attempt of [() => fs.readFileSync("/var/secrets/key"), () => fs.writeFileSync("/var/out.txt", ""), () => fs.readFileSync("link/passwd"), () => fs.symlinkSync("/var", "here"), () => fs.renameSync("consumer.mts", "/var/x")])
       try { attempt(); say("done"); } catch (error) { say((error as NodeJS.ErrnoException).code); }
     say(fs.existsSync("/var"));`,
    fs,
  );
  const consumer = await consume(source);
  const { symlinkSync } = await import("node:fs");
  symlinkSync("/etc", join(consumer.root, "link"));
  const outcome = await consumer.play([first(0)]);
  await consumer.end();
  expect(linesOf(outcome)).toEqual(["EACCES", "EACCES", "EACCES", "EACCES", "EACCES", "false"]);
  expect(unobserved(outcome)).toEqual([
    "read /var/secrets/key",
    "write /var/out.txt",
    expect.stringMatching(/^read .*link\/passwd$/),
    "symlink /var",
    "rename /var/x",
  ]);
  expect(existsSync("/var/out.txt")).toBe(false);
});

test("descriptors that the consumer did not open are none to it", async () => {
  const source = handling(
    `for (let fd = 3; fd < 40; fd++) for (const attempt of [() => fs.writeSync(fd, "x"), () => fs.closeSync(fd), () => fs.readFileSync(fd), () => fs.appendFileSync(fd, "x")]) try { attempt(); say("done " + fd); } catch (error) { if ((error as NodeJS.ErrnoException).code !== "EBADF") say(error); }
     fs.write(20, "x", (error) => say(error)); await new Promise((ok) => setTimeout(ok, 1));`,
    fs,
  );
  expect(linesOf(await playOnce(source))).toEqual(["EBADF: bad file descriptor, write"]);
});
