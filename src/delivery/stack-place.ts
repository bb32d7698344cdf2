/** A place of the repository that a stack names. */
export interface StackPlace {
  readonly file: string;
  readonly line: number;
}

interface Frame {
  /** With slashes; absolute, or as far as the stack knows it. */
  readonly path: string;
  readonly line: number;
}

/** How frames are written, one language a pattern; each is linear, for a frame is one line. */
const patterns: readonly (readonly [RegExp, (match: RegExpExecArray) => Frame])[] = [
  // Python: File "/app/src/orders.py", line 12, in handle
  [/^\s{0,20}File "([^"\n]{1,500})", line (\d{1,7})/, ([, path, line]) => ({ path: path!, line: Number(line) })],
  // Java, Kotlin, Scala: at com.acme.Billing.handle(Billing.java:12)
  [
    /^\s{0,20}at (?:[\w.$@/-]{1,200}\/)?([\w.$<>]{1,300})\(([\w-]{1,100}\.(?:java|kt|scala|groovy)):(\d{1,7})\)/,
    ([, method, file, line]) => ({ path: `${method!.split(".").slice(0, -2).join("/")}/${file!}`, line: Number(line) }),
  ],
  // .NET: at Acme.Billing.Handle() in /src/Billing.cs:line 12
  [/ in ([^\n]{1,500}?\.(?:cs|fs|vb)):line (\d{1,7})/, ([, path, line]) => ({ path: path!, line: Number(line) })],
  // JavaScript: at handle (file:///app/src/on-order.ts:12:5)
  [
    /^\s{0,20}at (?:[^\n(]{1,200}\()?((?:file:\/\/)?[^\s():]{1,400}(?::\\[^\s():]{1,400})?):(\d{1,7}):\d{1,7}\)?\s{0,20}$/,
    ([, path, line]) => ({ path: path!, line: Number(line) }),
  ],
  // Go: /app/billing/orders.go:12 +0x1d; Ruby: /app/orders.rb:12:in `handle'; Rust: at ./src/orders.rs:12:5
  [
    /^\s{0,20}(?:at |from )?([^\s:"]{1,500}\.(?:go|rb|rs|php|exs?)):(\d{1,7})(?::|\s|$)/,
    ([, path, line]) => ({ path: path!, line: Number(line) }),
  ],
];

/** Other people's code. */
const foreign = /(^|\/)(node_modules|site-packages|dist-packages|vendor|\.cargo|gems)\/|^node:|^internal\//;
const maxFrames = 100;

/**
 * The place of the repository nearest to where an error was thrown. `paths` are files of the repository, relative to its root: what
 * is not among them is named by nothing, however the stack spells it. Undefined, too, where two files would fit.
 */
export function placeInStack(stack: string, paths: PathIndex): StackPlace | undefined {
  const frames = stack
    .slice(0, 20_000)
    .split("\n", maxFrames)
    .flatMap((line) => frameOf(line) ?? []);
  // Python names the outermost call first.
  const inward = /^\s*Traceback \(most recent call last\)/m.test(stack.slice(0, 2000)) ? frames.reverse() : frames;
  for (const { path, line } of inward) {
    const file = paths(path);
    if (file !== undefined && line > 0) return { file, line };
  }
  return undefined;
}

function frameOf(text: string): Frame | undefined {
  const line = text.slice(0, 1000);
  for (const [pattern, frame] of patterns) {
    const match = pattern.exec(line);
    if (match === null) continue;
    const found = frame(match);
    const path = found.path.replace(/^file:\/\//, "").replaceAll("\\", "/");
    return foreign.test(path) ? undefined : { path, line: found.line };
  }
  return undefined;
}

/** Finds the file of the repository that a path from another machine means. */
export type PathIndex = (path: string) => string | undefined;

export function indexOf(paths: Iterable<string>): PathIndex {
  const byName = new Map<string, string[][]>();
  for (const path of paths) {
    const parts = path.split("/");
    const name = parts.at(-1)!;
    const known = byName.get(name);
    if (known) known.push(parts);
    else byName.set(name, [parts]);
  }
  return (path) => {
    const wanted = path.split("/").filter((part) => part !== "" && part !== ".");
    if (wanted.includes("..")) return undefined;
    const fits = (byName.get(wanted.at(-1) ?? "") ?? []).map((parts) => ({ parts, length: alike(parts, wanted) }));
    // A name alone is too little, unless it is all that the repository's path has.
    const good = fits.filter(({ parts, length }) => length >= 2 || length === parts.length);
    const longest = Math.max(0, ...good.map(({ length }) => length));
    const best = good.filter(({ length }) => length === longest);
    return best.length === 1 ? best[0]!.parts.join("/") : undefined;
  };
}

/** Parts that two paths share at their end. */
function alike(one: readonly string[], two: readonly string[]): number {
  let count = 0;
  while (count < one.length && count < two.length && one.at(-1 - count) === two.at(-1 - count)) count++;
  return count;
}
