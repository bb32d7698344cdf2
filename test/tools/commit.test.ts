import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { call } from "../../src/index.ts";
import { writeRecorded } from "../../src/workspace/evidence.ts";
import { makeHostile, newFolder, plainGit, put } from "../workspace/hostile-repository.ts";
import { additive, first, naiveShop, producerOnly, registered, shop } from "./shop.ts";

const saved = { ...process.env };
beforeEach(() => {
  Object.assign(process.env, { GIT_CONFIG_GLOBAL: "/dev/null", GIT_CONFIG_NOSYSTEM: "1" });
  for (const who of ["AUTHOR", "COMMITTER"])
    Object.assign(process.env, { [`GIT_${who}_NAME`]: "Ada", [`GIT_${who}_EMAIL`]: "ada@example.test" });
});
afterEach(() => {
  for (const name of Object.keys(process.env)) if (!(name in saved)) delete process.env[name];
  Object.assign(process.env, saved);
});

const log = (root: string) => readFileSync(join(root, ".godmode/event-results.tsv"), "utf8").trim().split("\n");
const show = (root: string, format: string) => plainGit(root, "log", "-1", `--format=${format}`).trim();
const filesOfHead = (root: string) => plainGit(root, "show", "--format=", "--name-only", "HEAD").trim().split("\n");

/** A repository in which git knows no author. */
const anonymous = (files: Record<string, string>) => {
  const root = shop(files);
  plainGit(root, "config", "user.useConfigOnly", "true");
  return root;
};

describe("commit", () => {
  it("commits what the tools wrote with the row and the message, and leaves the rest", async () => {
    const root = shop(producerOnly);
    writeRecorded(root, "schemas/order.placed/1.avsc", first);
    put(root, { "notes.txt": "mine\n" });
    const answer = await call("commit", { root });
    expect(answer).toMatchObject({ status: "ok", outcome: "committed", left: ["notes.txt"] });
    expect(show(root, "%s")).toBe(`event: ${root.split("/").at(-1)} -- 1 event types, kafka, Basic pub/sub`);
    expect(show(root, "%b")).toContain("Verdict: KEEP.");
    expect(filesOfHead(root)).toEqual([".godmode/event-results.tsv", ".godmode/event/.gitignore", "schemas/order.placed/1.avsc"]);
    expect(log(root)).toHaveLength(2);
    expect(log(root)[0]).toBe("timestamp\tbroker\tevent_types\tdlq_configured\tidempotency\tstatus");
    expect(log(root)[1]).toMatch(/^\d{4}-[^\t]+Z\tkafka\t1\tnot needed\tnot needed\tKEEP$/);
    expect(plainGit(root, "status", "--porcelain").trim()).toBe("?? notes.txt");
    expect((await call("validate", { root })).next).toEqual([]);
  });

  it("asks who commits only when there is something to commit", async () => {
    for (const who of ["AUTHOR", "COMMITTER"]) for (const what of ["NAME", "EMAIL"]) delete process.env[`GIT_${who}_${what}`];
    delete process.env["EMAIL"];
    expect(await call("commit", { root: anonymous(naiveShop) })).toMatchObject({
      outcome: "refused",
      why: expect.stringContaining("DISCARD"),
    });
    const kept = anonymous({ ...producerOnly, ...registered });
    await expect(call("commit", { root: kept })).rejects.toMatchObject({ message: "git does not know who commits." });
    expect(existsSync(join(kept, ".godmode/event-results.tsv"))).toBe(false);
  });

  it("is what validate proposes while kept files are not committed", async () => {
    const root = shop(producerOnly);
    writeRecorded(root, "schemas/order.placed/1.avsc", first);
    expect((await call("validate", { root })).next).toMatchObject([{ tool: "commit" }]);
  });

  it("refuses without KEEP, says why, and logs the iteration", async () => {
    const root = shop(naiveShop);
    const before = show(root, "%H");
    const answer = await call("commit", { root });
    expect(answer).toMatchObject({ status: "negative", outcome: "refused", why: expect.stringContaining("billing is DISCARD") });
    expect(show(root, "%H")).toBe(before);
    expect(
      log(root)
        .slice(1)
        .map((row) => row.split("\t").at(-1)),
    ).toEqual(["DISCARD", "incomplete"]);
    expect(await call("commit", { root, domain: "orders" })).toMatchObject({ status: "inconclusive" });
    expect(plainGit(root, "diff", "--cached", "--name-only")).toBe("");
  });

  it("commits by force, and records that it was forced", async () => {
    const root = shop(naiveShop);
    writeRecorded(root, "schemas/order.placed/1.avsc", first);
    await expect(call("commit", { root, force: "x" })).rejects.toMatchObject({ code: "INVALID_INPUT" });
    const answer = await call("commit", { root, force: "demo on\tFriday", domain: "billing" });
    expect(answer.outcome).toBe("committed");
    expect(show(root, "%s")).toBe("event: billing -- 1 event types, kafka, Basic pub/sub");
    expect(show(root, "%b")).toContain("Forced: demo on Friday");
    expect(log(root)[1]!.split("\t").at(-1)).toBe("forced (DISCARD): demo on Friday");
  });

  it("takes further files by name, also those changed after the tools wrote them", async () => {
    const root = shop(producerOnly);
    writeRecorded(root, "schemas/order.placed/1.avsc", "{}");
    put(root, {
      "schemas/order.placed/1.avsc": first,
      "orders/send.ts": `${producerOnly["orders/send.ts"]}\n`,
      "[x].txt": "1",
      "x.txt": "1",
    });
    const left = await call("commit", { root });
    expect(left.why).toContain("schemas/order.placed/1.avsc changed after the tools wrote it");
    const answer = await call("commit", { root, include: ["schemas/order.placed/1.avsc", "orders/send.ts", "[x].txt"] });
    expect(answer.paths).toEqual([
      ".godmode/event-results.tsv",
      ".godmode/event/.gitignore",
      "[x].txt",
      "orders/send.ts",
      "schemas/order.placed/1.avsc",
    ]);
    expect(answer.left).toEqual(["x.txt"]);
    await expect(call("commit", { root, include: ["orders"] })).rejects.toMatchObject({ code: "INVALID_INPUT" });
    await expect(call("commit", { root, include: ["../outside"] })).rejects.toMatchObject({ code: "OUTSIDE_ROOT" });
  });

  it("leaves a staged index, the log and the files alone when it fails", async () => {
    const root = shop(producerOnly);
    writeRecorded(root, "schemas/order.placed/1.avsc", first);
    put(root, { "mine.txt": "1" });
    plainGit(root, "add", "mine.txt");
    await expect(call("commit", { root })).rejects.toMatchObject({ code: "GIT_DIRTY" });
    expect(plainGit(root, "diff", "--cached", "--name-only").trim()).toBe("mine.txt");
    plainGit(root, "reset", "-q");
    await expect(call("commit", { root, include: ["missing.txt"] })).rejects.toMatchObject({ code: "UNSUPPORTED" });
    expect(existsSync(join(root, ".godmode/event-results.tsv"))).toBe(false);
    expect((await call("commit", { root })).outcome).toBe("committed");
  });

  it("runs nothing of a hostile repository", async () => {
    const root = shop(naiveShop);
    const { markers } = makeHostile(root);
    writeRecorded(root, "notes.md", "1\n");
    await call("commit", { root });
    await call("commit", { root, force: "hostile configuration" });
    writeRecorded(root, "notes.md", "2\n");
    writeRecorded(root, "schemas/order.placed/1.avsc", first);
    await expect(call("commit", { root, force: "behind a filter" })).rejects.toMatchObject({ code: "UNSUPPORTED" });
    await call("commit", { root, discard: true });
    expect(markers()).toEqual([]);
  });

  it("needs git, and says so", async () => {
    const root = newFolder();
    put(root, naiveShop);
    await expect(call("commit", { root })).rejects.toMatchObject({ code: "NOT_FOUND", message: "The root is in no git work tree." });
  });

  it("discards what the tools wrote, keeps the patch and the row", async () => {
    const root = shop({ ...producerOnly, ...registered });
    writeRecorded(root, "schemas/order.placed/2.avsc", additive);
    const answer = await call("commit", { root, discard: true });
    expect(answer).toMatchObject({ status: "ok", outcome: "discarded", restored: ["schemas/order.placed/2.avsc"] });
    expect(existsSync(join(root, "schemas/order.placed/2.avsc"))).toBe(false);
    expect(readFileSync(join(root, answer.patch!), "utf8")).toContain("coupon");
    expect(log(root)[1]).toContain("\tdiscarded");
    expect((await call("commit", { root, discard: true })).why).toBe("The tools wrote nothing since the last commit.");
  });

  it("lets one process in at a time", async () => {
    const root = shop(producerOnly);
    put(root, { ".godmode/event/runs/commit.lock": String(process.ppid) });
    await expect(call("commit", { root })).rejects.toMatchObject({ code: "TIMEOUT" });
  });
});
