import { globSync, readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { rowRules } from "../../src/loop/rules.ts";

it("every rule that a row uses stands in the list, and every rule of the list is used", () => {
  const text = globSync(["src/loop/{checks/*,findings}.ts", "src/tools/assess/breaks.ts"])
    .map((file) => readFileSync(file, "utf8"))
    .join("\n");
  const used = [...text.matchAll(/"([A-Z]+(?:_[A-Z]+){2,})"|"(SCHEMA_[A-Z]+)"/g)].map((match) => match[1] ?? match[2]);
  const detection = [
    "QUEUE_WITHOUT_DEAD_LETTER",
    "STREAM_HANDLER_WITHOUT_FAILURE_DESTINATION",
    "COMMAND_SHAPED_EVENT",
    "EVENT_TYPE_NOT_PAST_TENSE",
  ];
  expect(new Set(used.filter((id) => !detection.includes(id!)))).toEqual(new Set(rowRules.map(({ id }) => id)));
});
