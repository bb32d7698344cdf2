import { setImmediate } from "node:timers/promises";
import type { Settings } from "../../model/settings.ts";
import type { ConfigNode } from "../../workspace/config.ts";
import type { ToolContext } from "../../tool.ts";
import type { Workspace } from "../../workspace/files.ts";
import { languageOf, openParser } from "../../workspace/source.ts";
import { openLookup, type Analysis } from "./analysis.ts";
import type { Detector } from "../detector.ts";
import { detectors } from "../detectors.ts";
import type { BrokerKind, Fact } from "../fact.ts";
import { stateFacts } from "./state-facts.ts";
import { mayHoldSigns, signFacts } from "./state-signs.ts";
import { openConfigLookup } from "./resolve/config.ts";
import { openLibraryTypes } from "./resolve/library-types.ts";
import { openProgram, type Program } from "./resolve/program.ts";
import { openTracer } from "./resolve/trace.ts";
import { findSightings, type Sighting } from "./sightings.ts";
import type { Module } from "./syntax/node.ts";
import { carriers } from "./spread.ts";

/** Imports between the file that names a library and the one that uses its objects. */
const maxRounds = 3;

/** A function that infrastructure binds to a channel, for example a Lambda behind an event-source mapping. */
export interface BoundHandler {
  /** Source file that holds it, relative to the root. */
  file: string;
  /** Exported name, for example lambda_handler. */
  name: string;
  broker: BrokerKind;
}

export interface CodeInput {
  workspace: Workspace;
  settings: Settings;
  /** A configuration file as a tree with lines; undefined where the path is none or does not parse. */
  config: (path: string) => ConfigNode | undefined;
  /** Folder with a trailing slash; grammars lie in grammars/ below it. */
  distRoot: string;
  signal: AbortSignal;
  progress?: ToolContext["progress"];
  /** Each one comes back as a fact `handler` with what reading its code shows. */
  bound?: readonly BoundHandler[];
}

/** Everything that source code states about messaging: producers, consumers, channels, event types, dead letters, questions, findings. */
export async function readCode(input: CodeInput): Promise<Fact[]> {
  const bound = input.bound ?? [];
  const candidates = input.workspace.paths.filter((path) => languageOf(path) !== undefined);
  const seeds = await mentioning(input, candidates, detectors);
  const signed = candidates.some((path) => mayHoldSigns(input.workspace.read(path) ?? ""));
  if (seeds.length === 0 && bound.length === 0 && !signed) return [];
  const parse = await openParser(input.distRoot, candidates, input.workspace.warnings);
  const program = openProgram(input.workspace, parse, input.config);
  const tracer = openTracer(program);
  const types = openLibraryTypes(detectors, tracer);
  const environment = new Set(envNames(input));
  const analysis: Analysis = {
    program,
    tracer,
    types,
    lookup: openLookup(tracer, openConfigLookup(program, tracer, environment)),
    settings: input.settings,
  };
  const sightings = await sightAll(input, program, seeds, analysis);
  await breathe(input);
  return [...stateFacts(sightings, bound, analysis), ...signFacts(analysis)];
}

/** Lets a cancellation arrive; throws when it has. */
async function breathe({ signal }: CodeInput): Promise<void> {
  await setImmediate();
  signal.throwIfAborted();
}

/** One entry after the other, with a breath now and then; reading and parsing hold everything else up. */
async function* paced<T>(items: readonly T[], every: number, input: CodeInput): AsyncGenerator<T> {
  for (const [done, item] of items.entries()) {
    if (done % every === 0) {
      input.progress?.("Reading code", done, items.length);
      await breathe(input);
    }
    yield item;
  }
}

/** Files that import a client library or name what only one has; one pass over each text. */
async function mentioning(input: CodeInput, paths: readonly string[], known: readonly Detector[]): Promise<string[]> {
  const naming = (language: Detector["language"]) =>
    alternatives(known.flatMap((detector) => (detector.language === language ? detector.modules : [])));
  const shapes = alternatives(known.flatMap((detector) => Object.values(detector.shapes ?? {}).flatMap(({ names }) => names.slice(0, 1))));
  const patterns = {
    javascript: new RegExp(String.raw`["'](?:${naming("javascript")})["'/]|\b(?:${shapes})\b`),
    python: new RegExp(String.raw`\b(?:import|from)\s[^\n#]{0,200}\b(?:${naming("python")})\b|\b(?:${shapes})\b`),
  };
  const found: string[] = [];
  for await (const path of paced(paths, 500, input))
    if (patterns[languageOf(path)!].test(input.workspace.read(path) ?? "")) found.push(path);
  return found;
}

/** Variables that a committed .env file sets. */
function envNames({ workspace, config }: CodeInput): string[] {
  return workspace.paths
    .filter((path) => path === ".env" || path.endsWith("/.env"))
    .flatMap((path) => {
      const value = config(path)?.value;
      return value instanceof Map ? [...(value as ReadonlyMap<string, ConfigNode>).keys()] : [];
    });
}

/** Sightings in the files that name a library and in those that get its objects from them. */
async function sightAll(input: CodeInput, program: Program, seeds: readonly string[], analysis: Analysis): Promise<Sighting[]> {
  const inScope = new Set(program.sources);
  const queue = seeds.filter((path) => inScope.has(path));
  const seen = new Set(queue);
  const names = new Set<string>();
  for (let round = 0; round <= maxRounds; round++) {
    const fresh: string[] = [];
    for await (const path of paced(queue.splice(0), 20, input)) {
      const module = program.load(path);
      for (const name of module ? carriers(module, analysis) : []) if (!names.has(name)) fresh.push(name);
    }
    for (const name of fresh) names.add(name);
    if (fresh.length === 0) break;
    const pattern = new RegExp(String.raw`\b(?:${alternatives(fresh)})\b`);
    for await (const path of paced(program.sources, 500, input)) {
      if (seen.has(path) || !pattern.test(program.workspace.read(path) ?? "")) continue;
      seen.add(path);
      queue.push(path);
    }
  }
  const modules: Module[] = [];
  for await (const path of paced([...seen], 20, input)) modules.push(...[program.load(path)].filter((module) => module !== undefined));
  analysis.types.forget();
  const sightings: Sighting[] = [];
  for await (const module of paced(modules, 20, input)) sightings.push(...findSightings(module, analysis.types, detectors));
  return sightings;
}

function alternatives(words: readonly string[]): string {
  return [...new Set(words)].map((word) => word.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`)).join("|");
}
