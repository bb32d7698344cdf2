import { globSync } from "node:fs";
import { resolve } from "node:path";
import { expect, test } from "vitest";
import type { Instrument } from "../../../src/verify/effects/gate.ts";
import { instruments } from "../../../src/verify/effects/instruments.ts";

const isInstrument = (value: unknown): value is Instrument =>
  typeof value === "object" && value !== null && "client" in value && "start" in value;

test("every instrument is in the list once, with the page that its calls were read from", async () => {
  const files = globSync("src/verify/effects/*.ts");
  const modules = await Promise.all(files.map((file) => import(resolve(file)) as Promise<Record<string, unknown>>));
  const written = modules.flatMap((module) => Object.values(module)).filter(isInstrument);
  expect(new Set(instruments)).toEqual(new Set(written));
  expect(instruments.map(({ client }) => client)).toEqual([...new Set(instruments.map(({ client }) => client))]);
  for (const { docs } of instruments) expect(docs).toMatch(/^https:\/\//);
});

test("a package has one instrument", () => {
  const packages = instruments.flatMap((instrument) => instrument.packages);
  expect(packages).toEqual([...new Set(packages)]);
});
