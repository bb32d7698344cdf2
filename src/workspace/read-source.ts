import { nearest } from "../model/nearest.ts";
import type { SchemaText } from "../model/schema-text.ts";
import type { SchemaSource } from "../model/source.ts";
import { ToolError } from "../tool.ts";
import { readNamed } from "./files.ts";
import { fileAt, resolveRef } from "./git.ts";
import { withSiblings } from "./referred-files.ts";
import { listSubjects, readVersionFiles } from "./version-files.ts";

/** The text that a source names. Throws NOT_FOUND, OUTSIDE_ROOT, INVALID_INPUT or PARSE_FAILED (no text). */
export async function readSource(root: string, source: SchemaSource, registryFolder: string): Promise<SchemaText> {
  if ("text" in source) return { name: "schema", text: source.text };
  if ("files" in source) return fromFiles(source.files, source.name);
  if ("registry" in source) return registered(root, registryFolder, source.registry, source.version);
  if (!("git" in source)) return withSiblings(root, source.path, { name: source.path, text: readNamed(root, source.path) });
  const commit = await resolveRef(root, source.git);
  const text = await fileAt(root, commit, source.path);
  if (text === undefined) {
    throw new ToolError(
      "NOT_FOUND",
      `${source.path} does not exist at ${source.git}.`,
      "git has no such file in that commit; a renamed file has its old path there.",
    );
  }
  return withSiblings(root, source.path, { name: `git:${commit.slice(0, 7)}:${source.path}`, text });
}

function fromFiles(files: Record<string, string>, name: string | undefined): SchemaText {
  const paths = Object.keys(files);
  const main = name ?? (paths.length === 1 ? paths[0] : undefined);
  if (paths.length === 0) throw new ToolError("INVALID_INPUT", '"files" is empty.', "A schema of several files needs at least one.");
  if (main === undefined) return { name: "files", text: "", files };
  const text = Object.hasOwn(files, main) ? files[main] : undefined;
  if (text === undefined) {
    const suggestion = nearest(main, paths);
    throw new ToolError(
      "INVALID_INPUT",
      `"name" is ${main}, which is none of the files${suggestion ? `; did you mean ${suggestion}?` : "."}`,
      "name is one of the keys of files.",
    );
  }
  return { name: main, text, files };
}

function registered(root: string, folder: string, subject: string, version: number | undefined): SchemaText {
  const versions = readVersionFiles(root, folder, subject);
  const found = version === undefined ? versions.at(-1) : versions.find((entry) => entry.version === version);
  if (found !== undefined) return found;
  if (versions.length > 0) {
    throw new ToolError(
      "NOT_FOUND",
      `${subject} has no version ${version}; it has ${versions.map((entry) => entry.version).join(", ")}.`,
      `The versions lie in ${folder}/${subject}.`,
    );
  }
  const suggestion = nearest(subject, listSubjects(root, folder));
  throw new ToolError(
    "NOT_FOUND",
    `No subject ${subject} is registered${suggestion ? `; did you mean ${suggestion}?` : "."}`,
    `The files registry is the folder ${folder}.`,
  );
}
