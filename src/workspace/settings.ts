import { existsSync } from "node:fs";
import { join } from "node:path";
import { LineCounter, parseDocument } from "yaml";
import type * as z from "zod";
import { nearest } from "../model/nearest.ts";
import { Settings } from "../model/settings.ts";
import { ToolError } from "../tool.ts";
import { childOf, keysOf } from "../zod-shape.ts";
import { readNamed } from "./files.ts";

export const settingsPath = ".godmode/event.json";

/** The settings of a repository; empty without the file. A mistake names file, line, key and the nearest known key. */
export function loadSettings(root: string): Settings {
  if (!existsSync(join(root, settingsPath))) return {};
  const lines = new LineCounter();
  const document = parseDocument(readNamed(root, settingsPath), { lineCounter: lines, strict: true, version: "1.2" });
  const place = (offset: number) => `${settingsPath}:${lines.linePos(offset).line}:${lines.linePos(offset).col}`;
  const broken = document.errors[0];
  if (broken) {
    throw new ToolError(
      "PARSE_FAILED",
      `${place(broken.pos[0])}: ${broken.message.split("\n")[0]!.replace(/ at line \d+, column \d+:?$/, "")}.`,
      "The settings are no JSON.",
    );
  }
  const result = Settings.safeParse(document.toJS() ?? {});
  if (result.success) return result.data;
  const mistakes = result.error.issues.flatMap((issue) => {
    const node = document.getIn(issue.path, true);
    if (issue.code !== "unrecognized_keys") return [`${place(startOf(node))}: ${issue.path.join(".")}: ${issue.message}.`];
    return issue.keys.map((key) => `${place(startOf(keyNode(node, key) ?? node))}: unknown key "${key}"${meant(key, issue.path)}`);
  });
  throw new ToolError(
    "INVALID_INPUT",
    mistakes.slice(0, 5).join(" "),
    "The settings do not fit their schema, references/settings.schema.json.",
    `Correct ${settingsPath} and call again.`,
  );
}

function meant(key: string, path: readonly PropertyKey[]): string {
  const schemas = path.reduce<z.ZodType[]>((above, step) => above.flatMap((schema) => childOf(schema, step)), [Settings]);
  const known = schemas.flatMap(keysOf);
  const suggestion = nearest(key, known);
  return suggestion ? `; did you mean "${suggestion}"?` : known.length > 0 ? `; known keys are ${known.join(", ")}.` : ".";
}

function startOf(node: unknown): number {
  return (node as { range?: [number, number, number] } | undefined)?.range?.[0] ?? 0;
}

function keyNode(map: unknown, key: string): { range?: [number, number, number] } | undefined {
  const items = (map as { items?: { key: { value?: unknown; range?: [number, number, number] } }[] } | undefined)?.items;
  return items?.find((pair) => pair.key.value === key)?.key;
}
