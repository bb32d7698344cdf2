/** Blanks out comments and keeps every line where it was. Strings stay, also those that hold comment marks. */
export function withoutComments(text: string, style: "slashes" | "xml"): string {
  const pattern = style === "xml" ? /<!--[\s\S]*?(?:-->|$)/g : /"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|\/\/[^\n]*|\/\*[\s\S]*?(?:\*\/|$)/g;
  return text.replaceAll(pattern, (match) => (/^["']/.test(match) ? match : match.replaceAll(/[^\n]/g, " ")));
}
