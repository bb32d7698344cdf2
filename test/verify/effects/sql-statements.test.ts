import { expect, test } from "vitest";
import { statementsOf } from "../../../src/verify/effects/sql-statements.ts";

test("a script falls apart at its semicolons, not at those of texts, names and comments", () => {
  const script = `-- one; two\nINSERT INTO a VALUES (';', "x;y"); /* ; */ UPDATE [odd;name] SET b = 'it''s;' ;\n;COMMIT`;
  expect(statementsOf(script)).toEqual([
    `-- one; two\nINSERT INTO a VALUES (';', "x;y");`,
    `/* ; */ UPDATE [odd;name] SET b = 'it''s;' ;`,
    "COMMIT",
  ]);
});

test("a trigger stays whole, up to END", () => {
  const trigger = "CREATE TEMP TRIGGER t AFTER INSERT ON a BEGIN UPDATE b SET n = CASE WHEN 1 THEN 2 END; DELETE FROM c; END;";
  expect(statementsOf(`${trigger} SELECT 1`)).toEqual([trigger, "SELECT 1"]);
});

test("nothing to do is no statement", () => {
  expect(statementsOf(" ; -- nothing\n")).toEqual([]);
});

test("a text that never ends is read in linear time", () => {
  const started = performance.now();
  expect(statementsOf(`SELECT '${"''".repeat(300_000)}`)).toHaveLength(1);
  expect(statementsOf("[".repeat(300_000))).toHaveLength(1);
  expect(performance.now() - started).toBeLessThan(2000);
});
