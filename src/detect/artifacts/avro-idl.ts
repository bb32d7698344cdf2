import type { ArtifactReader } from "../artifact-reader.ts";

/** https://avro.apache.org/docs/1.12.0/idl-language/ */
export const avroIdl: ArtifactReader = {
  id: "avro-idl",
  name: /\.avdl$/,
  *read({ file, text }) {
    const lines = text.split("\n");
    const namespace = /@namespace\("([^"]+)"\)|^[ \t]*namespace\s+([\w.]+);/m.exec(text);
    const prefix = namespace === null ? "" : `${namespace[1] ?? namespace[2]}.`;
    const records = lines.flatMap((line, index) => {
      const name = /^\s*(?:@\S+\s+)*record\s+`?(\w+)`?/.exec(line)?.[1];
      return name === undefined ? [] : [{ name, line: index + 1 }];
    });
    yield { fact: "schema", file, format: "avro", names: records.map(({ name }) => prefix + name), carriesEvents: "unknown" };
    for (const { name, line } of records)
      yield { fact: "event-type", name, aliases: prefix === "" ? [] : [prefix + name], file, line, schema: file };
  },
};
