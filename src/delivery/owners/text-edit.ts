/** One change of a text. Offsets are those of the text before all changes. */
export interface TextEdit {
  readonly at: number;
  readonly remove: number;
  readonly insert: string;
  /** Why it is needed. */
  readonly why: string;
}

/** The same change as people read it: whole lines. */
export interface LineEdit {
  readonly file: string;
  /** 1-based; for added lines the line before which they stand. */
  readonly line: number;
  /** Column of the first change, 1-based. */
  readonly column: number;
  /** The lines that change, empty where lines are only added. */
  readonly before: string;
  readonly after: string;
  readonly why: string;
}

/** The text with all changes made. They must not overlap. */
export function edited(text: string, edits: readonly TextEdit[]): string {
  let result = "";
  let from = 0;
  for (const { at, remove, insert } of ordered(edits)) {
    result += text.slice(from, at) + insert;
    from = at + remove;
  }
  return result + text.slice(from);
}

/** At one place what stands deeper comes first: it still belongs to the block that ends there. */
export function ordered(edits: readonly TextEdit[]): TextEdit[] {
  const depth = ({ insert }: TextEdit) => /^[\r\n]*([ \t]*)/.exec(insert)![1]!.length;
  return [...edits].sort((a, b) => a.at - b.at || depth(b) - depth(a));
}

/** One for each run of lines that changes: what stands on one line is told together. */
export function lineEdits(file: string, text: string, edits: readonly TextEdit[]): LineEdit[] {
  const runs: { start: number; end: number; edits: TextEdit[] }[] = [];
  const found: LineEdit[] = [];
  const lineOf = lineFinder(text);
  for (const edit of ordered(edits)) {
    const { at, remove, insert, why } = edit;
    const lineStart = text.lastIndexOf("\n", at - 1) + 1;
    const line = lineOf(at);
    // Lines added behind the end of a line, or before its begin, leave that line as it is.
    const added = /^\r?\n/.exec(insert);
    if (remove === 0 && added && /^\r?(\n|$)/.test(text.slice(at, at + 2)))
      found.push({ file, line: line + 1, column: 1, before: "", after: clean(insert.slice(added[0].length)), why });
    else if (remove === 0 && at === lineStart && insert.endsWith("\n"))
      found.push({ file, line, column: 1, before: "", after: clean(insert), why });
    else {
      const stop = text.indexOf("\n", at + remove);
      const end = stop < 0 ? text.length : stop;
      const last = runs.at(-1);
      if (last && lineStart <= last.end) {
        last.edits.push(edit);
        last.end = Math.max(last.end, end);
      } else runs.push({ start: lineStart, end, edits: [edit] });
    }
  }
  for (const { start, end, edits: here } of runs) {
    const before = text.slice(start, end);
    const after = edited(
      before,
      here.map((each) => ({ ...each, at: each.at - start })),
    );
    const why = [...new Set(here.map((each) => each.why))].join(" ");
    found.push({ file, line: lineOf(start), column: here[0]!.at - start + 1, before: clean(before), after: clean(after), why });
  }
  return found.sort((one, two) => one.line - two.line);
}

/** 1-based line of an offset. Offsets come in any order. */
function lineFinder(text: string): (offset: number) => number {
  const starts = [0];
  for (let index = text.indexOf("\n"); index >= 0; index = text.indexOf("\n", index + 1)) starts.push(index + 1);
  return (offset) => {
    let [low, high] = [0, starts.length - 1];
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (starts[middle]! <= offset) low = middle;
      else high = middle - 1;
    }
    return low + 1;
  };
}

function clean(lines: string): string {
  return lines.replaceAll("\r\n", "\n").replace(/[\r\n]$/, "");
}

/** What ends the lines of a text. */
export function lineEnd(text: string): "\r\n" | "\n" {
  const first = text.indexOf("\n");
  return first > 0 && text[first - 1] === "\r" ? "\r\n" : "\n";
}

/** Offset of the end of the line that `offset` is in, before what ends it. */
export function endOfLine(text: string, offset: number): number {
  const stop = text.indexOf("\n", offset);
  const end = stop < 0 ? text.length : stop;
  return end > offset && text[end - 1] === "\r" ? end - 1 : end;
}

/** The blanks that begin the line that `offset` is in. */
export function indentAt(text: string, offset: number): string {
  const start = text.lastIndexOf("\n", offset - 1) + 1;
  return /^[ \t\uFEFF]*/.exec(text.slice(start, start + 500))![0].replace("\uFEFF", "");
}

/** Column of an offset, as blanks: what stands before it on its line with everything visible taken for one blank. */
export function blanksTo(text: string, offset: number): string {
  const start = text.lastIndexOf("\n", offset - 1) + 1;
  return text.slice(start, offset).replace("\uFEFF", "").replaceAll(/[^\t]/g, " ");
}
