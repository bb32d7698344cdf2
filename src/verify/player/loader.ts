import module, { createRequire } from "node:module";
import { sep } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import type { Instrument, Running } from "../effects/gate.ts";
import { real } from "../effects/real-fs.ts";
import type { ProjectTypeScript } from "./project-typescript.ts";
import { mainPrelude } from "./main-prelude.ts";
import { timePrelude, virtualTimers } from "./virtual-time.ts";

export interface Loader {
  /** A fresh load of the entry file and of every file under root that it imports; `deep`: of packages too. */
  load(file: string, epoch: number, deep: boolean): Promise<Record<string, unknown>>;
  /** Files under root that were loaded so far, absolute. */
  files(): string[];
  /** Packages of instruments that user code resolved. */
  clients(): string[];
}

const mark = "gm-epoch";
/** Behind the epoch: packages are loaded anew too. */
const deepMark = "d";

/**
 * Hooks the loading of modules in this thread: files under root (not in node_modules) are loaded anew for each epoch, and see
 * virtual time; packages that an instrument knows are patched before anything imports them.
 * https://nodejs.org/docs/latest-v24.x/api/module.html#moduleregisterhooksoptions
 */
export function hookLoading(
  root: string,
  instruments: readonly { instrument: Instrument; running: Running }[],
  { project, main }: { project?: ProjectTypeScript | undefined; main?: string | undefined } = {},
): Loader {
  const sources = new Map<string, { format: string; source: string }>();
  const texts = new Map<string, string>();
  const patched = new Set<string>();
  const clients = new Set<string>();
  const inside = root.endsWith(sep) ? root : root + sep;
  const isOwn = (path: string) => path.startsWith(inside) && !path.includes(`${sep}node_modules${sep}`);

  /** Packages of instruments stay: they are patched where they are. So does native code, which loads once in a process. */
  const isFresh = (path: string, deep: boolean) =>
    isOwn(path) ||
    (deep &&
      path.startsWith(inside) &&
      !path.endsWith(".node") &&
      !keptPackages.some((name) => path.includes(`${sep}node_modules${sep}${name}${sep}`)));
  const keptPackages = instruments.flatMap(({ instrument }) => instrument.packages);
  const knows = (specifier: string) =>
    instruments.find(({ instrument }) => instrument.packages.some((name) => specifier === name || specifier.startsWith(`${name}/`)));
  const patch = (specifier: string, parentURL: string | undefined, url: string): void => {
    const found = instruments.find(({ instrument }) =>
      instrument.packages.some((name) => specifier === name || specifier.startsWith(`${name}/`)),
    );
    if (found === undefined || patched.has(url)) return;
    patched.add(url);
    clients.add(found.instrument.client);
    const require = createRequire(parentURL ?? pathToFileURL(inside));
    const path = fileURLToPath(url);
    const replaced = found.running.patch?.(require(path) as Record<string, unknown>);
    const loaded = require.cache[path];
    // A module of its own: `import` keeps what the one that was loaded had exported.
    if (replaced !== undefined && loaded !== undefined) {
      require.cache[path] = Object.assign(Object.create(Object.getPrototypeOf(loaded) as object) as NodeModule, loaded, {
        exports: replaced,
      });
    }
  };

  const orStandIn = (specifier: string, resolve: () => module.ResolveFnOutput): module.ResolveFnOutput => {
    try {
      return resolve();
    } catch (error) {
      const code = (error as NodeJS.ErrnoException).code;
      const found = code === "ERR_MODULE_NOT_FOUND" || code === "MODULE_NOT_FOUND" ? knows(specifier) : undefined;
      const text = found?.instrument.standIn?.(specifier);
      if (text === undefined) throw error;
      clients.add(found!.instrument.client);
      return virtual(specifier, text);
    }
  };
  const started = (path: string, format: string, source: string): string => (path === main ? mainPrelude(source, format) : source);
  const compiledFiles = new Set<string>();
  const compiledAt = (path: string): { format: string; source: string } | undefined => {
    if (compiledFiles.has(path)) return sources.get(path);
    const compiled = isOwn(path) && !sources.has(path) ? project?.compile(path) : undefined;
    if (compiled === undefined) return undefined;
    compiledFiles.add(path);
    const source = { format: compiled.format, source: started(path, compiled.format, timePrelude(compiled.source)) };
    sources.set(path, source);
    return source;
  };
  const orOfProject = (specifier: string, parentURL: string | undefined, resolve: () => module.ResolveFnOutput): module.ResolveFnOutput => {
    try {
      return resolve();
    } catch (error) {
      const isFile = parentURL?.startsWith("file:") === true && isOwn(pathOf(parentURL));
      const path = isFile ? project?.resolve(specifier.replace(/\?gm-epoch=\d+d?$/, ""), pathOf(parentURL)) : undefined;
      if (path === undefined) throw error;
      return { url: pathToFileURL(path).href, shortCircuit: true };
    }
  };
  /** A module of ours in the place of one that is not there; a path, for `require` opens no other address. */
  const virtual = (specifier: string, text: string): module.ResolveFnOutput => {
    const { href: url } = pathToFileURL(`${inside}node_modules${sep}.virtual${sep}${encodeURIComponent(specifier)}.mjs`);
    texts.set(url, text);
    return { url, format: "module", shortCircuit: true };
  };

  // Runners such as tsx hand CommonJS to the compiler past the load hooks.
  const prototype = module.prototype as unknown as {
    _compile: (this: unknown, content: string, filename: string, ...rest: unknown[]) => unknown;
  };
  const compile = prototype._compile;
  prototype._compile = function (content, filename, ...rest) {
    const path = filename.replace(/\?gm-epoch=\d+d?$/, "");
    if (!isOwn(path)) return compile.call(this, content, filename, ...rest);
    const known = sources.get(path);
    if (known === undefined) sources.set(path, { format: "commonjs", source: timePrelude(content) });
    return compile.call(this, timePrelude(content), filename, ...rest);
  };

  module.registerHooks({
    resolve(specifier, context, nextResolve) {
      const epoch = epochOf(context.parentURL) ?? epochOf(specifier);
      if (epoch !== undefined && /^(node:)?timers(\/promises)?$/.test(specifier)) return virtual(specifier, virtualTimers(specifier));
      const resolved = orStandIn(specifier, () => orOfProject(specifier, context.parentURL, () => nextResolve(specifier, context)));
      if (!resolved.url.startsWith("file:") || texts.has(resolved.url)) return resolved;
      const path = pathOf(resolved.url);
      if (path.includes(`${sep}node_modules${sep}`)) patch(specifier, context.parentURL, resolved.url);
      if (epoch === undefined || !isFresh(path, epoch.endsWith(deepMark))) return resolved;
      const url = new URL(resolved.url);
      if (!url.searchParams.has(mark)) url.searchParams.set(mark, epoch);
      return { ...resolved, url: url.href };
    },
    load(url, context, nextLoad) {
      const text = texts.get(url);
      if (text !== undefined) return { format: "module", source: text, shortCircuit: true };
      // Files that CommonJS requires carry no epoch: its cache is emptied for each.
      const compiled = url.startsWith("file:") ? compiledAt(pathOf(url)) : undefined;
      if (compiled !== undefined) return { ...compiled, shortCircuit: true };
      if (epochOf(url) === undefined) return nextLoad(url, context);
      const path = pathOf(url);
      const known = sources.get(path);
      if (known !== undefined) return { ...known, shortCircuit: true };
      const loaded = nextLoad(url, context);
      const prepared = prepare(path, loaded.format ?? "module", loaded.source);
      if (prepared === undefined) return loaded;
      const source = { ...prepared, source: started(path, prepared.format, prepared.source) };
      sources.set(path, source);
      return { ...source, shortCircuit: true };
    },
  });

  return {
    async load(file, epoch, deep) {
      const require = createRequire(pathToFileURL(inside));
      for (const path of Object.keys(require.cache)) if (isFresh(path, deep)) delete require.cache[path];
      const url = pathToFileURL(real.realpathSync(file));
      url.searchParams.set(mark, `${epoch}${deep ? deepMark : ""}`);
      return (await import(url.href)) as Record<string, unknown>;
    },
    files: () => [...sources.keys()].sort(),
    clients: () => [...clients].sort(),
  };
}

/** The epoch that a URL carries; a runner may have mangled the rest. */
function epochOf(url: string | undefined): string | undefined {
  return /gm-epoch=(\d+d?)/.exec(url ?? "")?.[1];
}

const pathOf = (url: string): string => fileURLToPath(url).replace(/\?gm-epoch=\d+d?$/, "");

/** JavaScript of a file as it is given to the engine: types stripped once, time replaced. Undefined for JSON, wasm and the like. */
function prepare(path: string, format: string, source: unknown): { format: string; source: string } | undefined {
  const plain = format.replace("-typescript", "");
  if (plain !== "module" && plain !== "commonjs") return undefined;
  const text = source === undefined || source === null ? real.readFileSync(path, "utf8") : asText(source);
  const javascript = format === plain ? text : module.stripTypeScriptTypes(text);
  return { format: plain, source: timePrelude(javascript) };
}

const asText = (source: unknown): string => (typeof source === "string" ? source : Buffer.from(source as Uint8Array).toString("utf8"));
