import { dirname } from "node:path/posix";
import { clientOf } from "../clients.ts";
import type { Dependency, Place } from "../fact.ts";
import { groupBy } from "../link/group.ts";
import type { UnreadClient } from "../unread-clients.ts";

interface Sources {
  dependencies: readonly Dependency[];
  /** Source files that are no tests. */
  sources: readonly string[];
  read: (path: string) => string | undefined;
}

interface Class extends Place {
  name: string;
  base: string;
  /** The package that the base comes from. */
  module: string;
  /** What the member says, as it is written. */
  channel: string;
}

const role = "(?:Publisher|Listener|Producer|Consumer|Subscriber)";
const member = String.raw`(?:subject|topic|topicName|queue|queueName|channel|channelName|exchange|routingKey|eventName|pattern|stream)`;
const javascript = new RegExp(String.raw`\bclass\s+(\w+)\s+extends\s+((?:\w+\s*\.\s*){0,4}\w*${role})\b[^{;]{0,300}\{`, "g");
const python = new RegExp(String.raw`^class\s+(\w+)\(\s*((?:\w+\.){0,4}\w*${role})\b[^:\n]{0,200}\):`, "gm");
const inJavaScript = new RegExp(
  String.raw`^\s*(?:(?:public|protected|readonly|static|override)\s+)*${member}\s*(?::[^=\n;]{1,80})?=\s*([^\n;]{1,80})`,
  "m",
);
const inPython = new RegExp(String.raw`^\s+${member}\s*(?::[^=\n]{1,80})?=\s*([^\n#]{1,80})`, "m");
/** Characters of a class in which its members are looked for. */
const bodyLength = 1500;

/**
 * Classes that name a channel and extend a publisher or listener of a package whose code is not here: what they send and read goes
 * through a client that is not seen.
 */
export function foreignWrappers({ dependencies, sources, read }: Sources): UnreadClient[] {
  const foreign = dependencies.filter(
    (dependency) =>
      (dependency.ecosystem === "npm" || dependency.ecosystem === "pypi") &&
      !/^(workspace|file|link|portal):/.test(dependency.version ?? "") &&
      clientOf(dependency) === undefined,
  );
  if (foreign.length === 0) return [];
  const classes = sources.flatMap((path) => {
    const text = /\.([cm]?[jt]sx?|py)$/.test(path) ? read(path) : undefined;
    return text === undefined ? [] : [...classesOf(path, text)];
  });
  const found = groupBy(classes, (each) => declaring(each, foreign));
  return [...found].flatMap(([dependency, all]) => (dependency === undefined ? [] : [unread(dependency, all)]));
}

function unread({ name: library, file, line }: Dependency, classes: readonly Class[]): UnreadClient {
  const { name, base, channel, file: where, line: at } = classes[0]!;
  const more = classes.length === 1 ? "" : ` (and ${classes.length - 1} more like it)`;
  return {
    library,
    file,
    line,
    imports: classes.map((each) => ({ file: each.file, line: each.line })),
    why: `${where}:${at}: what ${name} does with ${channel}${more} is unknown, for its base ${base} comes from ${library}, whose code is not here.`,
  };
}

/** The dependency that a class gets its base from, in the nearest manifest above it. */
function declaring({ file, module }: Class, foreign: readonly Dependency[]): Dependency | undefined {
  const named = foreign.filter(({ ecosystem, name, file: manifest }) => {
    const written = ecosystem === "pypi" ? name.replaceAll("-", "_") : name;
    const folder = dirname(manifest);
    return (
      (module === written || module.startsWith(`${written}${ecosystem === "pypi" ? "." : "/"}`)) &&
      (folder === "." || file.startsWith(`${folder}/`))
    );
  });
  return named.sort((a, b) => b.file.length - a.file.length)[0];
}

function* classesOf(file: string, text: string): Generator<Class> {
  const isPython = file.endsWith(".py");
  for (const match of text.matchAll(isPython ? python : javascript)) {
    const [whole, name] = match as unknown as [string, string];
    const base = match[2]!.replaceAll(/\s+/g, "");
    const start = match.index + whole.length;
    const next = text.indexOf("\nclass ", start);
    const body = text.slice(start, Math.min(start + bodyLength, next < 0 ? Infinity : next));
    const channel = (isPython ? inPython : inJavaScript).exec(body)?.[1]?.trim();
    const module = channel === undefined ? undefined : moduleThatNames(base.split(".")[0]!, text, isPython);
    if (channel !== undefined && module !== undefined)
      yield { file, line: text.slice(0, match.index).split("\n").length, name, base, module, channel };
  }
}

/** The module from which a name is imported; undefined for files of the same project. */
function moduleThatNames(name: string, text: string, isPython: boolean): string | undefined {
  const imports = isPython
    ? /^from\s+([\w.]+)\s+import\s+(\([^)]{1,500}\)|[^\n]{1,300})/gm
    : /\bimport\s+(?:type\s+)?([^;'"]{1,500}?)\s+from\s*["']([^"']{1,200})["']|\b(?:const|let|var)\s+([^=;]{1,300}?)\s*=\s*require\(\s*["']([^"']{1,200})["']/g;
  for (const match of text.matchAll(imports)) {
    const [names, module] = isPython ? [match[2]!, match[1]!] : [match[1] ?? match[3]!, match[2] ?? match[4]!];
    if (new RegExp(String.raw`\b${name}\b`).test(names)) return module.startsWith(".") ? undefined : module;
  }
  return undefined;
}
