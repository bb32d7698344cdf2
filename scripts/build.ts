import { build, type Plugin } from "esbuild";
import { spawnSync } from "node:child_process";
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmdirSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

/**
 * Builds `dist/`: the four faces need nothing else at run time, so an installed plug-in works without node_modules.
 * `--check` builds elsewhere and compares: the committed bundle must be what the sources say, byte for byte.
 */
const root = fileURLToPath(new URL("..", import.meta.url));
const grammars = [
  "web-tree-sitter/web-tree-sitter.wasm",
  "tree-sitter-typescript/tree-sitter-typescript.wasm",
  "tree-sitter-typescript/tree-sitter-tsx.wasm",
  "tree-sitter-python/tree-sitter-python.wasm",
];

/** The SDK loads a JSON Schema validator for answers that a client elicits; this server elicits nothing and hands in its own. */
const withoutValidator: Plugin = {
  name: "without-validator",
  setup: (build) =>
    build.onLoad({ filter: /sdk\/dist\/esm\/validation\/ajv-provider\.js$/ }, () => ({
      contents: "export class AjvJsonSchemaValidator {}",
    })),
};

/** tools/list is answered from what the sources say at build time: a server that only lists its tools loads none of them. */
const readyList: Plugin = {
  name: "ready-list",
  setup: (build) =>
    build.onLoad({ filter: /src\/mcp\/listed\.ts$/ }, async () => {
      const { listed } = await import("../src/mcp/listed.ts");
      return {
        contents: `const list = ${JSON.stringify(JSON.stringify(await listed()))};\nexport const listed = async () => JSON.parse(list);`,
      };
    }),
};

/** Templates are plain files beside the code; in the bundle they are text. */
const templates: Plugin = {
  name: "templates",
  setup: (build) =>
    build.onLoad({ filter: /src\/scaffold\/texts\.ts$/ }, () => {
      const folder = join(root, "src/scaffold/templates/typescript");
      const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((file) => /\.(ts|sql)$/.test(file));
      const texts = Object.fromEntries(files.sort().map((file) => [file, readFileSync(join(folder, file), "utf8")]));
      return { contents: `const texts = ${JSON.stringify(texts)};\nexport const templateText = (path) => texts[path];` };
    }),
};

async function bundle(outdir: string): Promise<void> {
  const result = await build({
    absWorkingDir: root,
    entryPoints: { bin: "src/bin.ts", index: "src/index.ts", host: "src/host.ts", worker: "src/worker.ts" },
    outdir,
    bundle: true,
    platform: "node",
    format: "esm",
    target: "node20",
    splitting: true,
    minifySyntax: true,
    minifyWhitespace: true,
    legalComments: "none",
    outExtension: { ".js": ".mjs" },
    chunkNames: "chunks/[name]-[hash]",
    metafile: true,
    plugins: [withoutValidator, readyList, templates],
    logLevel: "warning",
    // CommonJS packages inside an ES module bundle still call require and read __dirname.
    banner: {
      js: 'import{createRequire as __cr}from"node:module";import{fileURLToPath as __fu}from"node:url";const require=__cr(import.meta.url),__filename=__fu(import.meta.url),__dirname=__fu(new URL(".",import.meta.url));',
    },
  });
  mkdirSync(join(outdir, "grammars"), { recursive: true });
  for (const grammar of grammars) cpSync(join(root, "node_modules", grammar), join(outdir, "grammars", grammar.split("/").at(-1)!));
  const packages = new Set(
    [...Object.keys(result.metafile.inputs), ...grammars.map((path) => `node_modules/${path}`)].flatMap((input) => packageOf(input)),
  );
  writeFileSync(join(outdir, "THIRD-PARTY-NOTICES.txt"), notices([...packages].sort()));
  declarations(outdir);
}

/** The innermost package folder below node_modules that a bundled file belongs to. */
function packageOf(input: string): string[] {
  const match = /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(input);
  return match ? [match[1]!] : [];
}

function notices(packages: string[]): string {
  return packages
    .map((folder) => {
      const { name, version, license } = JSON.parse(readFileSync(join(root, folder, "package.json"), "utf8")) as Record<string, string>;
      const file = readdirSync(join(root, folder)).find((entry) => /^licen[cs]e/i.test(entry));
      return `${name} ${version} (${license})\n\n${file ? readFileSync(join(root, folder, file), "utf8").trim() : ""}\n`;
    })
    .join(`\n${"-".repeat(80)}\n\n`);
}

/** Type declarations of the library face: those that its index leads to. */
function declarations(outdir: string): void {
  const types = join(outdir, "types");
  const run = spawnSync(join(root, "node_modules/.bin/tsc"), ["-p", "tsconfig.types.json", "--outDir", types], {
    cwd: root,
    encoding: "utf8",
  });
  if (run.status !== 0) throw new Error(run.stdout + run.stderr);
  const reached = new Set<string>();
  const reach = (file: string): void => {
    if (reached.has(file)) return;
    reached.add(file);
    for (const [, path] of readFileSync(join(types, file), "utf8").matchAll(/(?:from|import\()\s*"(\.[^"]+)"/g))
      reach(join(dirname(file), path!.replace(/\.[jt]s$/, ".d.ts")));
  };
  reach("index.d.ts");
  for (const file of listFiles(types)) if (!reached.has(file)) rmSync(join(types, file));
  for (const folder of foldersIn(types)) if (readdirSync(folder).length === 0) rmdirSync(folder);
}

/** The innermost first. */
function foldersIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort((a, b) => b.length - a.length);
}

function listFiles(folder: string): string[] {
  return existsSync(folder)
    ? readdirSync(folder, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
        .sort()
    : [];
}

/** Files that differ between two folders, by content. */
function differing(a: string, b: string): string[] {
  return [...new Set([...listFiles(a), ...listFiles(b)])].filter(
    (file) => !existsSync(join(a, file)) || !existsSync(join(b, file)) || !readFileSync(join(a, file)).equals(readFileSync(join(b, file))),
  );
}

const dist = join(root, "dist");
// Built aside and swapped in: a build that fails leaves the old bundle standing.
const aside = mkdtempSync(join(root, ".dist-"));
try {
  const fresh = join(aside, "dist");
  await bundle(fresh);
  const stale = differing(fresh, dist);
  if (!process.argv.includes("--check")) {
    rmSync(dist, { recursive: true, force: true });
    renameSync(fresh, dist);
    console.log(`dist: ${listFiles(dist).length} files, ${stale.length} of them new or changed`);
  } else if (stale.length > 0) {
    const names = `${stale.slice(0, 8).join(", ")}${stale.length > 8 ? ` and ${stale.length - 8} more` : ""}`;
    console.error(`dist is stale: ${names}. Run npm run build and commit it.`);
    process.exitCode = 1;
  }
} finally {
  rmSync(aside, { recursive: true, force: true });
}
