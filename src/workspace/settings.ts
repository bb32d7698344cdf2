import { existsSync } from "node:fs";
import { join } from "node:path";
import { LineCounter, parseDocument } from "yaml";
import { nearest } from "../model/nearest.ts";
import { Settings } from "../model/settings.ts";
import { ToolError } from "../tool.ts";
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
    throw new ToolError("PARSE_FAILED", `${place(broken.pos[0])}: ${broken.message.split("\n")[0]}`, "The settings are no JSON.");
  }
  const result = Settings.safeParse(document.toJS() ?? {});
  if (result.success) return result.data;
  const issue = result.error.issues[0]!;
  const wrong = issue.code === "unrecognized_keys" ? issue.keys[0]! : undefined;
  const node = document.getIn(issue.path, true) as { range?: [number, number, number] } | undefined;
  const key = wrong === undefined ? undefined : keyNode(document.getIn(issue.path, true), wrong);
  const at = place(key?.range?.[0] ?? node?.range?.[0] ?? 0);
  const suggestion = wrong !== undefined && issue.path.length === 0 ? nearest(wrong, Object.keys(Settings.shape)) : undefined;
  const what =
    wrong === undefined
      ? `${issue.path.join(".")}: ${issue.message}`
      : `unknown key "${wrong}"${suggestion ? `; did you mean "${suggestion}"?` : ""}`;
  throw new ToolError(
    "INVALID_INPUT",
    `${at}: ${what}`,
    "The settings do not fit their schema, references/settings.schema.json.",
    `Correct ${settingsPath} and call again.`,
  );
}

function keyNode(map: unknown, key: string): { range?: [number, number, number] } | undefined {
  const items = (map as { items?: { key: { value?: unknown; range?: [number, number, number] } }[] } | undefined)?.items;
  return items?.find((pair) => pair.key.value === key)?.key;
}
