import { expect, test } from "vitest";
import { freePort } from "./ports.ts";

test("no two servers that start at the same time get one port", async () => {
  const ports = await Promise.all(Array.from({ length: 600 }, freePort));
  expect(new Set(ports).size).toBe(600);
});
