import { afterEach, describe, expect, test } from "vitest";
import type { PlayOutcome } from "../../../src/verify/observation.ts";
import type { Fault, Play, Step } from "../../../src/verify/play.ts";
import type { Subject } from "../../../src/verify/subject.ts";
import { handlerSubject } from "../../../src/verify/subjects/handler.ts";
import { options, project, spec } from "./subject.ts";

const open: Subject[] = [];
afterEach(async () => {
  for (const subject of open.splice(0)) await subject.close();
});

const deliver = (fault?: Fault): Step => ({
  do: "deliver",
  copies: [{ event: 0, kind: "first" }],
  to: "A",
  ...(fault && { fault }),
});
const play = (...steps: Step[]): Play => ({ steps, clock: 1e12, seed: 1, nacks: "none" });

async function opened(source: string): Promise<Subject> {
  const root = project({ "consumer.mjs": source });
  const subject = handlerSubject(spec(root, { file: `${root}/consumer.mjs`, export: "handle", patienceMs: 2000 }), options());
  open.push(subject);
  expect(await subject.open()).toMatchObject({ opened: {} });
  return subject;
}
const rows = ({ observation }: PlayOutcome, name: string) => observation.tables.find((table) => table.name === name)?.rows.length ?? 0;

/** Commits whatever happens, in every place where code could. */
const stubborn = `import { DatabaseSync } from "node:sqlite";
const db = new DatabaseSync("state.db");
db.exec("CREATE TABLE IF NOT EXISTS a (n INTEGER); CREATE TABLE IF NOT EXISTS b (n INTEGER)");
export async function handle() {
  db.exec("BEGIN");
  try {
    db.prepare("INSERT INTO a VALUES (1)").run();
    db.prepare("INSERT INTO b VALUES (1)").run();
  } catch {
    db.exec("INSERT INTO a VALUES (2)");
  } finally {
    db.exec("COMMIT");
  }
}`;

describe("a crash at an effect that blocks", () => {
  test("rolls back what is open, whatever catch and finally do", async () => {
    const subject = await opened(stubborn);
    const whole = await subject.play(play(deliver()));
    expect([rows(whole, "a"), rows(whole, "b")]).toEqual([1, 1]);
    const points = whole.trace.filter(({ delivery }) => delivery === 0);
    expect(points.map(({ what }) => what)).toEqual(["BEGIN", "INSERT INTO a", "INSERT INTO b", "COMMIT"]);
    for (const { n, what } of points) {
      for (const side of ["before", "after"] as const) {
        const crashed = await subject.play(play(deliver({ kind: "crash", at: n, side })));
        const committed = what === "COMMIT" && side === "after" ? 1 : 0;
        expect([n, side, rows(crashed, "a"), rows(crashed, "b")]).toEqual([n, side, committed, committed]);
        expect(crashed.deliveries[0]).toMatchObject({ result: "crashed" });
        expect(crashed.faultsHit).toBe(1);
      }
    }
  });

  test("an error is the database's own, and the code goes on", async () => {
    const subject = await opened(stubborn);
    const failed = await subject.play(play(deliver({ kind: "error", at: 3, side: "before" })));
    expect([rows(failed, "a"), rows(failed, "b")]).toEqual([2, 0]);
  });
});
