const entities = new Map([
  ["amp", "&"],
  ["lt", "<"],
  ["gt", ">"],
  ["quot", '"'],
  ["apos", "'"],
]);

/** Text of the first element of that name, in the flat answers of the query protocol; empty where there is none. */
export function xmlText(part: string, name: string): string {
  const start = part.indexOf(`<${name}>`);
  if (start === -1) return "";
  const from = start + name.length + 2;
  const end = part.indexOf(`</${name}>`, from);
  return end === -1 ? "" : unescaped(part.slice(from, end));
}

function unescaped(text: string): string {
  return text.replaceAll(/&(#x[0-9a-fA-F]{1,6}|#\d{1,7}|\w{2,4});/g, (whole, name: string) => {
    if (!name.startsWith("#")) return entities.get(name) ?? whole;
    const code = name.startsWith("#x") ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1));
    return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  });
}
