import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { onTestFinished } from "vitest";
import { detectSystem } from "../../src/detect/detect.ts";
import type { Settings } from "../../src/model/settings.ts";
import type { SystemMap } from "../../src/model/system.ts";

export const distRoot = fileURLToPath(new URL("../../dist/", import.meta.url));

/** A folder with these files, gone when the test is over. */
export function folderOf(files: Record<string, string | Uint8Array>): string {
  const root = realpathSync(mkdtempSync(join(tmpdir(), "repository-")));
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), content);
  }
  return root;
}

/** What detection says about a folder. */
export function detectIn(root: string, options: { settings?: Settings; now?: string; signal?: AbortSignal } = {}): Promise<SystemMap> {
  const { now, settings, signal } = options;
  return detectSystem(root, {
    distRoot,
    signal: signal ?? new AbortController().signal,
    progress: () => {},
    ...(now === undefined ? {} : { now: () => new Date(now) }),
    ...(settings === undefined ? {} : { settings }),
  });
}

export function detectFiles(files: Record<string, string>, options: Parameters<typeof detectIn>[1] = {}): Promise<SystemMap> {
  return detectIn(folderOf(files), options);
}
