import { expect, test } from "vitest";
import { loadSettings } from "../../src/workspace/settings.ts";
import { newFolder, put } from "./hostile-repository.ts";

function settings(text: string): string {
  const root = newFolder();
  put(root, { ".godmode/event.json": text });
  return root;
}

test("without the file there are no settings", () => {
  expect(loadSettings(newFolder())).toEqual({});
});

test("every mistake is named with its place and the nearest known key, at any depth", () => {
  const root = settings('{\n  "domains": {"billing": {"service": ["x"]}},\n  "polcy": {},\n  "registry": {"kind": "fils"}\n}\n');
  expect(() => loadSettings(root)).toThrow('.godmode/event.json:2:27: unknown key "service"; did you mean "services"?');
  expect(() => loadSettings(root)).toThrow('.godmode/event.json:3:3: unknown key "polcy"; did you mean "policy"?');
  expect(() => loadSettings(root)).toThrow(".godmode/event.json:4:24: registry.kind: ");
});

test("what is no JSON is said once, at its place", () => {
  const root = settings('{"channels": [,]}');
  expect(() => loadSettings(root)).toThrow(/^\.godmode\/event\.json:1:15: [^:]+\.$/);
});
