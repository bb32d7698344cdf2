import { createHash } from "node:crypto";
import { cpSync, existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { call } from "../../src/index.ts";
import { plainGit, repository } from "../workspace/hostile-repository.ts";
import { keyedLedger, ledgerShop } from "./ledger-shop.ts";
import { additive, breaking, first, naiveShop, producerOnly, registered, shop } from "./shop.ts";

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

/** All files, the index and the head: what an agent could have changed. */
function stateOf(root: string): string {
  const hash = createHash("sha256");
  for (const path of readdirSync(root, { recursive: true, encoding: "utf8" }).sort())
    if (!path.startsWith(".git/") && !path.includes("node_modules")) {
      const file = join(root, path);
      hash.update(`${path}\0`);
      if (!readdirable(file)) hash.update(readFileSync(file));
    }
  return hash
    .update(plainGit(root, "rev-parse", "HEAD"))
    .update(plainGit(root, "status", "--porcelain"))
    .digest("hex");
}

function readdirable(path: string): boolean {
  try {
    readdirSync(path);
    return true;
  } catch {
    return false;
  }
}

/** Obeys next[0] of validate until there is none; every call must work and change something. */
async function follow(root: string): Promise<{ tools: string[]; end: Awaited<ReturnType<typeof call<"validate">>> }> {
  const tools: string[] = [];
  const seen = new Set<string>();
  for (;;) {
    const state = stateOf(root);
    expect(seen.has(state), `${tools.join(", ")}: the same state again`).toBe(false);
    seen.add(state);
    const answer = await call("validate", { root });
    const step = answer.next[0];
    if (step === undefined) return { tools, end: answer };
    expect(tools.length).toBeLessThan(40);
    tools.push(step.tool);
    await call(step.tool as "validate", step.args);
  }
}

const send = (type: string) => naiveShop["orders/send.ts"].replace("OrderPlaced", type);

describe("an agent that obeys only next[0] never repeats a state and ends", () => {
  it("stops at the payload and the dead letter that only people can add, with the places", async () => {
    const { end } = await follow(shop(naiveShop));
    expect(end.status).toBe("negative");
    expect(end.todo).toContainEqual(expect.objectContaining({ file: "billing/read.ts", line: 3 }));
  });

  it("designs and registers each event under the name that is proposed for it", async () => {
    const files = {
      "orders/package.json": naiveShop["orders/package.json"],
      "orders/a.ts": send("placeOrder"),
      "orders/b.ts": send("Order-Cancelled.v2").replaceAll('"orders"', '"cancellations"'),
    };
    const { tools, end } = await follow(shop(files));
    const designed = tools.filter((tool) => tool === "design-schema").length;
    const left = end.todo.filter(({ text }) => text.startsWith("Name the "));
    expect(designed + left.length).toBe(2);
    expect(end.findings.filter(({ rule }) => rule === "EVENT_WITHOUT_SCHEMA")).toHaveLength(left.length);
  });

  it("registers a schema that moved on, and leaves a break to people", async () => {
    expect((await follow(shop({ ...producerOnly, ...registered, "events/order.placed.avsc": additive }))).tools).toEqual([
      "register-schema",
      "commit",
    ]);
    expect((await follow(shop({ ...producerOnly, ...registered, "events/order.placed.avsc": breaking }))).tools).toEqual([]);
    expect((await follow(shop({ ...producerOnly, "events/OrderPlaced.avsc": first }))).tools).toEqual(["register-schema", "commit"]);
  });

  it("registers each message of a Protobuf file that is an event", async () => {
    const envelope =
      "string event_id = 1; string event_type = 2; string event_version = 3; string source = 4; string timestamp = 5; string correlation_id = 6; Data data = 7;";
    const proto = `syntax = "proto3";\npackage shop;\nmessage OrderPlaced { ${envelope} }\nmessage OrderCancelled { ${envelope} }\nmessage Data { string order_id = 1; }\n`;
    const { tools, end } = await follow(shop({ ...producerOnly, "proto/orders.proto": proto }));
    expect(tools.filter((tool) => tool === "register-schema").length).toBeGreaterThan(0);
    expect(end.next).toEqual([]);
  });

  it("proves a consumer by runs, and commits the evidence with what it wrote", async () => {
    const root = ledgerShop(keyedLedger, { ...producerOnly, ...registered }, { deadLetter: "orders.billing.dlq" });
    const { tools, end } = await follow(root);
    expect(tools).toEqual(["configure-dlq", "verify-idempotency", "commit"]);
    expect(end).toMatchObject({ status: "ok", met: true, todo: [] });
    expect(end.domains.map(({ verdict }) => verdict)).toEqual(["KEEP", "KEEP"]);
    expect(plainGit(root, "show", "--name-only", "--format=", "HEAD").match(/evidence\/[a-z]+-/g)).toEqual([
      "evidence/dead-",
      "evidence/idempotency-",
    ]);
  });

  it.each(["orders", "orders-naive"])("in examples/%s", async (name) => {
    const source = join(import.meta.dirname, "../../examples", name);
    const root = repository({ ".gitignore": "node_modules/\n" });
    cpSync(source, root, { recursive: true, filter: (path) => !path.includes("node_modules") });
    plainGit(root, "add", "-A");
    plainGit(root, "commit", "-qm", "example");
    const { end } = await follow(root);
    expect(end.next).toEqual([]);
    expect(existsSync(join(root, ".git/index.lock"))).toBe(false);
  });
});
