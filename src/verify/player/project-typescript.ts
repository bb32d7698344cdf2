import { createRequire } from "node:module";
import { dirname, join, sep } from "node:path";
import { compileFunction } from "node:vm";
import { asOurs } from "../effects/ours.ts";
import { real } from "../effects/real-fs.ts";

type Format = "module" | "commonjs";

/** How the project itself reads its TypeScript. */
export interface ProjectTypeScript {
  /** JavaScript of a file. Undefined: Node strips the types itself. */
  compile(path: string): { format: Format; source: string } | undefined;
  /** The file that a compiler finds where Node.js finds none: no extension, `.js` for `.ts`, an alias of the configuration. */
  resolve(specifier: string, parent: string): string | undefined;
}

/** Of the compiler's API, what is called here. https://github.com/microsoft/TypeScript/wiki/Using-the-Compiler-API */
interface Compiler {
  readonly ModuleKind: Readonly<Record<string, number>>;
  readonly ScriptTarget: Readonly<Record<string, number>>;
  readonly ModuleResolutionKind: Readonly<Record<string, number>>;
  readConfigFile(path: string, read: (path: string) => string | undefined): { config?: unknown };
  parseJsonConfigFileContent(config: unknown, host: object, folder: string, existing: object, path: string): { options: Options };
  transpileModule(source: string, how: { compilerOptions: Options; fileName: string }): { outputText: string };
  resolveModuleName(name: string, from: string, options: Options, host: object): { resolvedModule?: { resolvedFileName: string } };
}
type Options = Record<string, unknown> & { module?: number; target?: number };

interface Project {
  readonly compiler: Compiler;
  readonly options: Options;
}

/** Whoever says one of these runs the sources under Node's own type stripping. */
const native = ["allowImportingTsExtensions", "erasableSyntaxOnly", "rewriteRelativeImportExtensions"];
const typescript = /\.[cm]?tsx?$/;
const declarations = /\.d\.[cm]?ts$/;

/** Files under root are compiled with the compiler and the configuration of their project, where it has both. */
export function projectTypeScript(root: string, read: (path: string) => void): ProjectTypeScript {
  const projects = new Map<string, Project | undefined>();
  const types = new Map<string, Format>();
  const projectOf = (folder: string): Project | undefined => {
    if (!projects.has(folder)) projects.set(folder, find(folder));
    return projects.get(folder);
  };
  const find = (folder: string): Project | undefined => {
    const path = join(folder, "tsconfig.json");
    if (exists(path)) return asOurs(() => load(path, read));
    return folder === root || !folder.startsWith(root + sep) ? undefined : projectOf(dirname(folder));
  };
  const typeOf = (folder: string): Format => {
    const known = types.get(folder);
    if (known !== undefined) return known;
    const text = readText(join(folder, "package.json"));
    const above = text === undefined && folder !== root && folder.startsWith(root + sep);
    const type = above ? typeOf(dirname(folder)) : /"type"\s*:\s*"module"/.test(text ?? "") ? "module" : "commonjs";
    types.set(folder, type);
    return type;
  };

  return {
    compile(path) {
      const project = typescript.test(path) ? projectOf(dirname(path)) : undefined;
      if (project === undefined) return undefined;
      const text = real.readFileSync(path, "utf8");
      const wanted = path.endsWith(".mts") ? "module" : path.endsWith(".cts") ? "commonjs" : typeOf(dirname(path));
      const source = asOurs(() => transpile(project, text, path, wanted));
      if (wanted === "module" || !awaitsAtTop(source)) return { format: wanted, source };
      return { format: "module", source: asOurs(() => transpile(project, text, path, "module")) };
    },
    resolve(specifier, parent) {
      const project = projectOf(dirname(parent));
      if (project === undefined) return undefined;
      const { compiler, options } = project;
      const how = { ...options, moduleResolution: compiler.ModuleResolutionKind["Bundler"] ?? compiler.ModuleResolutionKind["NodeJs"] };
      const host = {
        fileExists: exists,
        readFile: readText,
        directoryExists: isFolder,
        realpath: (path: string) => real.realpathSync(path),
      };
      const found = asOurs(() => compiler.resolveModuleName(specifier, parent, how, host)).resolvedModule?.resolvedFileName;
      if (found === undefined || declarations.test(found)) return undefined;
      return found.startsWith(root + sep) && !found.includes(`${sep}node_modules${sep}`) ? found : undefined;
    },
  };
}

function load(path: string, read: (path: string) => void): Project | undefined {
  const compiler = compilerOf(path);
  if (compiler === undefined) return undefined;
  const readConfig = (file: string): string | undefined => {
    const text = readText(file);
    if (text !== undefined && !file.includes(`${sep}node_modules${sep}`)) read(file);
    return text;
  };
  const host = { useCaseSensitiveFileNames: true, readDirectory: () => [], fileExists: exists, readFile: readConfig };
  const { config } = compiler.readConfigFile(path, readConfig);
  const { options } = compiler.parseJsonConfigFileContent(config ?? {}, host, dirname(path), {}, path);
  return native.some((name) => options[name] === true) ? undefined : { compiler, options };
}

/** Undefined: none is installed, or one without this API. */
function compilerOf(path: string): Compiler | undefined {
  try {
    const found = createRequire(path)("typescript") as Partial<Compiler>;
    return typeof found.transpileModule === "function" ? (found as Compiler) : undefined;
  } catch {
    return undefined;
  }
}

function transpile({ compiler, options }: Project, text: string, path: string, format: Format): string {
  const { ModuleKind, ScriptTarget } = compiler;
  const old = (options.target ?? 0) < ScriptTarget["ES2017"]!;
  const compilerOptions: Options = {
    ...options,
    module: format === "module" ? ModuleKind["ESNext"]! : ModuleKind["CommonJS"]!,
    // Only the code that comes out is wanted, and `async` stays what it is.
    ...(old && { target: ScriptTarget["ES2022"]!, useDefineForClassFields: options["useDefineForClassFields"] ?? false }),
    verbatimModuleSyntax: false,
    importHelpers: false,
    noEmitHelpers: false,
    sourceMap: false,
    inlineSourceMap: false,
    declaration: false,
    // 2 is React: what a runner makes of JSX that a bundler would keep.
    ...(options["jsx"] === 1 && { jsx: 2 }),
  };
  return compiler.transpileModule(text, { compilerOptions, fileName: path }).outputText;
}

/** CommonJS cannot await at its top: Node.js then takes the same file as a module. */
function awaitsAtTop(source: string): boolean {
  if (!/\bawait\b/.test(source)) return false;
  try {
    compileFunction(source, ["exports", "require", "module", "__filename", "__dirname"]);
    return false;
  } catch {
    return true;
  }
}

const statOf = (path: string) => {
  try {
    return real.statSync(path, { throwIfNoEntry: false });
  } catch {
    return undefined;
  }
};
const exists = (path: string): boolean => statOf(path)?.isFile() === true;
const isFolder = (path: string): boolean => statOf(path)?.isDirectory() === true;
function readText(path: string): string | undefined {
  return exists(path) ? real.readFileSync(path, "utf8") : undefined;
}
