import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { artifactReaders } from "../../src/detect/artifacts.ts";
import { infrastructures } from "../../src/detect/infrastructures.ts";
import { detectIn } from "./repository.ts";

const folder = fileURLToPath(new URL("../fixtures/repos/", import.meta.url));
const names = readdirSync(folder).sort();

/**
 * Each fixture is a repository in miniature. Its expected.json holds lists of the map, in the shape of the map: a list that
 * stands there has exactly those entries, and each entry at least those fields.
 */
test.each(names)("%s", async (name) => {
  const expected = JSON.parse(readFileSync(`${folder}${name}/expected.json`, "utf8")) as Record<string, unknown>;
  const map = (await detectIn(`${folder}${name}`)) as unknown as Record<string, unknown>;
  for (const [key, value] of Object.entries(expected)) {
    if (!Array.isArray(value)) expect({ [key]: map[key] }).toMatchObject({ [key]: value });
    else {
      const wanted = (value as object[]).map((entry) => expect.objectContaining(nested(entry)) as unknown);
      expect({ [key]: map[key] }).toEqual({ [key]: expect.arrayContaining(wanted) as unknown });
      expect({ [key]: (map[key] as unknown[]).length }, JSON.stringify(map[key])).toEqual({ [key]: value.length });
    }
  }
});

/** Evidence is matched in part, wherever it stands. */
function nested(entry: object): object {
  return Object.fromEntries(
    Object.entries(entry).map(([key, value]) =>
      key === "evidence" && Array.isArray(value)
        ? [key, expect.arrayContaining((value as object[]).map((one) => expect.objectContaining(one) as unknown))]
        : [key, value as unknown],
    ),
  );
}

test("every infrastructure format and artifact has its fixture", () => {
  const needed = [...infrastructures.map(({ id }) => id), ...artifactReaders.map(({ id }) => id)];
  expect(needed.filter((id) => !names.includes(id))).toEqual([]);
});
