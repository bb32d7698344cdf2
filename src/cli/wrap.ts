/** What a sentence hangs on: its label, or the first column of a table. */
const lead = /^ *(?:(?:fix|cause|try): +|- |--\S+(?: \S+)? {2,}|\w[\w-]* {2,})?/;
const place = /^\S+:\d+ {2}/;
const prose = /^["“(`]?[\p{L}$]/u;
/** What people copy keeps its lines: commands, rows of a table, lines of a schema. */
const copied = /^Event: |^"[^"]*": |godmode-event |\S {2,}\S|[;,{]$/;
const colour = new RegExp(String.raw`\u001B\[\d+m`, "g");
const narrowest = 40;

/** Breaks prose that is wider than the screen between words and indents what follows. Colours are not counted. */
export function wrapProse(text: string, columns: number): string {
  if (columns < narrowest) return text;
  return text
    .split("\n")
    .map((line) => (width(line) > columns ? broken(line, columns) : line))
    .join("\n");
}

function broken(line: string, columns: number): string {
  const plain = line.replaceAll(colour, "");
  const start = lead.exec(plain)![0].length;
  const sentence = plain.slice(start).replace(place, "");
  if (!prose.test(sentence) || copied.test(sentence)) return line;
  const indent = " ".repeat(start);
  const lines: string[] = [];
  let current = "";
  for (const word of line.split(/(?<=\S) (?=\S)/)) {
    const longer = current === "" ? word : `${current} ${word}`;
    if (current === "" || width(longer) <= columns) current = longer;
    else {
      lines.push(current);
      current = indent + word;
    }
  }
  return [...lines, current].join("\n");
}

function width(text: string): number {
  return text.replaceAll(colour, "").length;
}
