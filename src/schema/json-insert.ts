import { below, type PlacedJson } from "./positions.ts";

/** Adds a last member or element to the object or list at a pointer; the rest of the text stays as it is. */
export function insertInto(text: string, placed: PlacedJson, pointer: string, entry: string): string {
  const holder = placed.node(pointer);
  const last = [...(holder.inside ?? new Map())].at(-1);
  if (last === undefined) {
    const close = holder.end! - 1;
    const indent = " ".repeat(placed.place(pointer).column + 1);
    return `${text.slice(0, close).trimEnd()}\n${indent}${entry}\n${indent.slice(2)}${text.slice(close)}`;
  }
  const [key, { end }] = last as [string, { end: number }];
  const { line, column } = placed.place(below(pointer, key));
  const inline = placed.place(pointer).line === line;
  return `${text.slice(0, end)},${inline ? " " : `\n${" ".repeat(column - 1)}`}${entry}${text.slice(end)}`;
}
