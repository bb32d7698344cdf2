import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { expect, test } from "vitest";
import { references } from "../scripts/references.ts";

const generated = Object.entries(references());

test.each(generated)("%s is what the lists say", (path, text) => {
  if (process.env["UPDATE"]) writeFileSync(path, text);
  expect(existsSync(path) ? readFileSync(path, "utf8") : "missing").toBe(text);
});
