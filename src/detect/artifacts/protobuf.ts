import type { ArtifactReader } from "../artifact-reader.ts";

export interface ProtoFile {
  package: string;
  imports: string[];
  /** Top-level messages. */
  messages: { name: string; line: number }[];
  services: string[];
  problem?: { line: number; column: number; message: string };
}

/** https://protobuf.dev/reference/protobuf/proto3-spec/ */
export const protobuf: ArtifactReader = {
  id: "protobuf",
  name: /\.proto$/,
  *read({ file, text }) {
    const proto = readProto(text);
    const prefix = proto.package === "" ? "" : `${proto.package}.`;
    const names = proto.messages.map(({ name }) => prefix + name);
    const error = proto.problem === undefined ? {} : { error: proto.problem };
    yield { fact: "schema", file, format: "protobuf", names, carriesEvents: proto.services.length > 0 ? false : "unknown", ...error };
    for (const { name, line } of proto.messages)
      yield { fact: "event-type", name, aliases: prefix === "" ? [] : [prefix + name], file, line, schema: file };
  },
};

/** The outline of a file: what stands at the top level. Linear; a brace that does not close is the only error it knows. */
function readProto(text: string): ProtoFile {
  const proto: ProtoFile = { package: "", imports: [], messages: [], services: [] };
  const open: { line: number; column: number }[] = [];
  let before: string[] = [];
  for (const { word, line, column } of tokens(text)) {
    if (word === "{") {
      if (open.length === 0) declare(proto, before, line);
      open.push({ line, column });
      before = [];
    } else if (word === "}") {
      if (open.pop() === undefined) proto.problem ??= { line, column, message: "A closing brace without an opening one." };
      before = [];
    } else if (word === ";") {
      if (open.length === 0) {
        if (before[0] === "package") proto.package = before.slice(1).join("");
        if (before[0] === "import") proto.imports.push((before.at(-1) ?? "").slice(1, -1));
      }
      before = [];
    } else before.push(word);
  }
  const unclosed = open.at(-1);
  if (unclosed !== undefined) proto.problem ??= { ...unclosed, message: "This brace is never closed." };
  return proto;
}

function declare(proto: ProtoFile, [kind, name]: readonly string[], line: number) {
  if (kind === "message" && name !== undefined) proto.messages.push({ name, line });
  if (kind === "service" && name !== undefined) proto.services.push(name);
}

function* tokens(text: string): Generator<{ word: string; line: number; column: number }> {
  const pattern = /\/\/[^\n]*|\/\*|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|[\w.]+|[^\s\w]|\n/g;
  let line = 1;
  let start = 0;
  for (let match = pattern.exec(text); match !== null; match = pattern.exec(text)) {
    const word = match[0];
    if (word === "\n") {
      line++;
      start = pattern.lastIndex;
    } else if (word === "/*") {
      const end = text.indexOf("*/", pattern.lastIndex);
      const stop = end < 0 ? text.length : end + 2;
      for (let at = text.indexOf("\n", match.index); at >= 0 && at < stop; at = text.indexOf("\n", at + 1)) {
        line++;
        start = at + 1;
      }
      pattern.lastIndex = stop;
    } else if (!word.startsWith("//")) yield { word, line, column: match.index - start + 1 };
  }
}
