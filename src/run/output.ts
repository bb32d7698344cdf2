/** Where a command writes its answer. */
export interface Output {
  /** To stdout, as it is: the caller adds the line ends. */
  write(text: string): void;
  readonly style: Style;
}

type Paint = (text: string) => string;

/** Each returns the text unchanged where colour is off. */
export interface Style {
  bold: Paint;
  dim: Paint;
  red: Paint;
  yellow: Paint;
  green: Paint;
  cyan: Paint;
}

const codes = { bold: 1, dim: 2, red: 31, yellow: 33, green: 32, cyan: 36 } as const;

export function styleFor(colour: boolean): Style {
  const wrap = (code: number) => (text: string) =>
    colour && text !== "" ? `\u001B[${code}m${text}\u001B[${code === 1 || code === 2 ? 22 : 39}m` : text;
  return Object.fromEntries(Object.entries(codes).map(([name, code]) => [name, wrap(code)])) as Record<keyof typeof codes, Paint>;
}

// A colour sequence: https://en.wikipedia.org/wiki/ANSI_escape_code#Select_Graphic_Rendition_parameters
const colour = new RegExp(String.raw`\u001B\[\d+m`, "g");

const width = (cell: string) => cell.replaceAll(colour, "").length;

/** Columns aligned with two spaces between them; the last column is not padded. Cells may be coloured. */
export function table(rows: readonly (readonly string[])[]): string {
  const widths: number[] = [];
  for (const row of rows) for (const [index, cell] of row.entries()) widths[index] = Math.max(widths[index] ?? 0, width(cell));
  const pad = (cell: string, index: number, row: readonly string[]) =>
    index === row.length - 1 ? cell : cell + " ".repeat(widths[index]! - width(cell));
  return rows
    .map((row) => row.map(pad).join("  ").trimEnd())
    .map((line) => `${line}\n`)
    .join("");
}
