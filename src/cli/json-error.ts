interface Place {
  /** 1-based. */
  line: number;
  column: number;
  message: string;
}

// The tokens of JSON: https://www.rfc-editor.org/rfc/rfc8259
const string = String.raw`"(?:[^"\\\u0000-\u001F]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"`;
const number = String.raw`-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?`;
const token = new RegExp(String.raw`[ \t\r\n]+|[{}[\],:]|${string}|${number}|true|false|null`, "y");

/** Where a text stops being JSON: the messages of JSON.parse differ between Node versions and often name no place. */
export function locateJsonError(text: string): Place {
  const open: string[] = [];
  let expected = "value";
  let offset = 0;
  while (offset < text.length) {
    token.lastIndex = offset;
    const found = token.exec(text)?.[0];
    if (found === undefined)
      return place(
        text,
        offset,
        text[offset] === '"' ? "a string that does not end or holds a bad escape" : `unexpected ${JSON.stringify(text[offset])}`,
      );
    if (found.trim() !== "") {
      const next = step(found, expected, open);
      if (next === undefined) return place(text, offset, `unexpected ${/^["\d-]/.test(found) ? "value" : found}, expected ${expected}`);
      expected = next;
    }
    offset += found.length;
  }
  return place(text, text.length, `unexpected end, expected ${expected}`);
}

/** What may come after a token, or undefined when it may not stand there. `open` are the brackets around it. */
function step(found: string, expected: string, open: string[]): string | undefined {
  const after = () => (open.length === 0 ? "end" : `, or ${open.at(-1)}`);
  const allows = (what: string) => expected === what || expected === `${what} or ${open.at(-1)}`;
  if (found === "}" || found === "]") {
    if (open.at(-1) !== found || !expected.endsWith(` or ${found}`)) return undefined;
    open.pop();
    return after();
  }
  if (found === ",") return expected.startsWith(", or") ? (open.at(-1) === "}" ? "key" : "value") : undefined;
  if (found === ":") return expected === ":" ? "value" : undefined;
  if (found.startsWith('"') && allows("key")) return ":";
  if (!allows("value")) return undefined;
  if (found === "{" || found === "[") {
    open.push(found === "{" ? "}" : "]");
    return found === "{" ? "key or }" : "value or ]";
  }
  return after();
}

function place(text: string, offset: number, message: string): Place {
  const before = text.slice(0, offset);
  return { line: before.split("\n").length, column: offset - before.lastIndexOf("\n"), message };
}
