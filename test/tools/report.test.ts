import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { call } from "../../src/index.ts";
import { recordedWrites } from "../../src/workspace/evidence.ts";
import { plainGit } from "../workspace/hostile-repository.ts";
import { naiveShop, shop } from "./shop.ts";

describe("report", () => {
  it("writes Markdown and SARIF where git ignores them, the same twice", async () => {
    const root = shop(naiveShop);
    const answer = await call("report", { root });
    expect(answer.paths).toEqual([".godmode/event/report/event-report.md", ".godmode/event/report/event-report.sarif"]);
    const read = () => answer.paths.map((path) => readFileSync(join(root, path), "utf8"));
    const [markdown, sarif] = read();
    expect(markdown).toContain("```mermaid");
    expect(markdown).toContain("Verdict: DISCARD.");
    expect(JSON.parse(sarif!).runs[0].results.length).toBe(answer.findings);
    expect(plainGit(root, "status", "--porcelain", "-uall").trim()).toBe("?? .godmode/event/.gitignore");
    await call("report", { root });
    expect(read()).toEqual([markdown, sarif]);
  });

  it("writes elsewhere on request, and then the file belongs to the run", async () => {
    const root = shop(naiveShop);
    expect((await call("report", { root, formats: ["sarif"], folder: "docs" })).paths).toEqual(["docs/event-report.sarif"]);
    expect(existsSync(join(root, "docs/event-report.md"))).toBe(false);
    expect(recordedWrites(root).map(({ path }) => path)).toEqual(["docs/event-report.sarif"]);
    await expect(call("report", { root, folder: "../out" })).rejects.toMatchObject({ code: "OUTSIDE_ROOT" });
  });

  it("narrows to one domain", async () => {
    const root = shop(naiveShop);
    expect((await call("report", { root, domain: "orders" })).domains.map(({ domain }) => domain)).toEqual(["orders"]);
  });
});
