/** A sentence as our texts begin one; commands, tables and schemas keep their lines, because people copy them. */
const prose = /^ *(?:(?:fix|error|cause|try): +|- |[A-Z][a-z]+ {2,})?["“(`]?[A-Z]/;
const lead = /^ *(?:(?:fix|cause|try): +|- |[A-Z][a-z]+ {2,})?/;
const colour = new RegExp(String.raw`\u001B\[\d+m`, "g");
const narrowest = 40;

/** Breaks prose that is wider than the screen between words and indents what follows. Colours are not counted. */
export function wrapProse(text: string, columns: number): string {
  if (columns < narrowest) return text;
  return text
    .split("\n")
    .map((line) => {
      const plain = line.replaceAll(colour, "");
      return plain.length <= columns || !prose.test(plain) || plain.includes("godmode-event ") ? line : broken(line, plain, columns);
    })
    .join("\n");
}

function broken(line: string, plain: string, columns: number): string {
  const indent = " ".repeat(lead.exec(plain)![0].length);
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
