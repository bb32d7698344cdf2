import { mkdtempSync, realpathSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Play } from "../../../src/verify/play.ts";
import { type HandlerOptions, type HandlerSpec, handlerSubject } from "../../../src/verify/subjects/handler.ts";
import type { HostArguments } from "../../../src/verify/subjects/host-arguments.ts";

export const fakeWorker = fileURLToPath(new URL("./fake-worker.ts", import.meta.url));

/** An empty project with these files. */
export function project(files: Record<string, string> = {}): string {
  const root = realpathSync(mkdtempSync(join(tmpdir(), "project-")));
  for (const [path, text] of Object.entries(files)) writeFileSync(join(root, path), text);
  return root;
}

export const spec = (root: string, more: Partial<HandlerSpec> = {}): HandlerSpec => ({
  root,
  file: join(root, "consumer.ts"),
  shape: "event",
  setup: [],
  events: [{ n: 1 }],
  ids: ["1"],
  keys: [""],
  topic: "things",
  allowHosts: [],
  patienceMs: 200,
  env: {},
  ...more,
});

export function options(limits: Partial<HostArguments> = {}, more: Partial<HandlerOptions> = {}): HandlerOptions {
  return { signal: new AbortController().signal, distRoot: "/nowhere/", env: process.env, limits, ...more };
}

/** A subject whose worker does what `does` says when it plays seed 1. */
export function fake(does: string, limits: Partial<HostArguments> = {}, more: Partial<HandlerOptions> = {}) {
  return handlerSubject(spec(project(), { export: does }), options({ worker: fakeWorker, ...limits }, more));
}

export const playOf = (seed: number): Play => ({
  steps: [{ do: "deliver", copies: [{ event: 0, kind: "first" }], to: "A" }],
  clock: 0,
  seed,
});
