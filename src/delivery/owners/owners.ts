import type { Observed, Resource } from "../../model/delivery.ts";
import { digestOf } from "../../model/digest.ts";
import { diff } from "../diff.ts";
import type { Desired } from "../plan.ts";
import type { Declared, Edits, Job, OwnerFormat } from "./format.ts";
import { ownerFormats } from "./formats.ts";
import { type Cannot, type Opened, openText } from "./opened.ts";
import { declares, nearest, neighbours, settled } from "./places.ts";
import { edited, type LineEdit, lineEdits, type TextEdit } from "./text-edit.ts";

export type { Declared } from "./format.ts";
export type { LineEdit } from "./text-edit.ts";

/** A resource that belongs to a file of the repository: nothing is written to the broker for it. */
export interface Owned {
  readonly resource: string;
  readonly file: string;
  /** Where it is declared, or what it shall stand behind. */
  readonly line: number;
  readonly state: "as-wanted" | "edit" | "cannot";
  /** What was left as it stands, or why no edit can be made. */
  readonly notes: readonly string[];
}

/** All changes of one file. `digest` is of the text that they were made for. */
export interface FileChange {
  readonly file: string;
  readonly digest: string;
  readonly before: string;
  readonly after: string;
  readonly edits: readonly LineEdit[];
}

export interface DeclaredChanges {
  readonly owned: readonly Owned[];
  readonly files: readonly FileChange[];
}

/**
 * Which of the wanted resources the repository's own files declare, or shall declare since they belong to a source that is declared
 * there, and the smallest edits that make those files say what is wanted. `declared`: the channels that detect found. `read`: the
 * exact text of a file, byte-order mark and line ends included; undefined where it cannot be read. Pure.
 */
export function declaredChanges(
  desired: readonly Desired[],
  observed: readonly Observed[],
  declared: readonly Declared[],
  read: (file: string) => string | undefined,
): DeclaredChanges {
  const files = openFiles(declared, read);
  const known = declared.filter(({ file }) => files.has(file));
  const first = edit(desired, observed, known, files);
  const changes = [...first.edits].flatMap(([path, edits]) => changeOf(files.get(path)!, edits) ?? []);
  const hopeless = new Set(first.owned.filter(({ state }) => state === "cannot").map(({ resource, file }) => `${resource} ${file}`));
  const broken = unfinished(changes, desired, observed, [...known, ...first.made], hopeless);
  return {
    owned: first.owned.map((each) =>
      broken.has(each.file) && each.state === "edit" ? { ...each, state: "cannot", notes: [broken.get(each.file)!] } : each,
    ),
    files: changes.filter(({ file }) => !broken.has(file)),
  };
}

/** Constructs of the AWS CDK. Names in other code are not ids of a template. */
const code = /\.([cm]?[jt]sx?|py|java|go|cs|kt)$/;

type Files = ReadonlyMap<string, Opened | Cannot>;

function openFiles(declared: readonly Declared[], read: (file: string) => string | undefined): Files {
  const files = new Map<string, Opened | Cannot>();
  for (const { file, logicalId, line } of declared)
    if (logicalId !== undefined && code.test(file))
      files.set(file, { cannot: `${file}:${line} is code that makes ${logicalId}: give its construct the same settings there.` });
  for (const path of new Set(declared.map(({ file }) => file))) {
    if (files.has(path)) continue;
    const text = read(path);
    const opened = text === undefined ? undefined : openText(path, text);
    if (opened !== undefined) files.set(path, opened);
  }
  return files;
}

/** How a file declares what a broker holds; or that no edit is made in it. */
function formatOf(file: Opened, resource: Resource): OwnerFormat | Cannot {
  const broker = resource.id.split(":")[0] === "sns" ? "sqs" : resource.id.split(":")[0];
  const format = ownerFormats.find((each) => each.broker === broker && each.accepts(file));
  return format ?? { cannot: `${file.path} is of a form that no edit is made in: change it by hand.` };
}

interface Attempt {
  readonly owned: Owned[];
  readonly edits: Map<string, TextEdit[]>;
  /** What the edits declare anew. */
  readonly made: Declared[];
}

function edit(desired: readonly Desired[], observed: readonly Observed[], known: readonly Declared[], files: Files): Attempt {
  const found = new Map(observed.map((each) => [each.id, each]));
  const result: Attempt = { owned: [], edits: new Map(), made: [] };
  for (const { resource, consumers, parts } of settled(desired)) {
    const own = known.filter((each) => declares(each, resource));
    const there = found.get(resource.id);
    const jobOf = (file: Opened, path: string): Job => ({
      file,
      resource,
      consumers,
      declaredAs: (name) =>
        nearest(
          [...known, ...result.made].filter((each) => each.name === name),
          path,
        ),
      ...(there && { found: there }),
    });
    for (const place of own.length > 0 ? own : neighbours(resource, desired, known)) {
      const opened = files.get(place.file)!;
      const job = "cannot" in opened ? undefined : jobOf(opened, place.file);
      const format = job === undefined ? (opened as Cannot) : formatOf(job.file, resource);
      const declaredHere = own.length > 0 || (job !== undefined && !("cannot" in format) && format.declares?.(job) === true);
      // What is on the broker already and in no file stays the broker's: declared a second time it would be refused.
      if (!declaredHere && there !== undefined) continue;
      const note = (state: Owned["state"], notes: readonly string[]) =>
        result.owned.push(...parts.map((id) => ({ resource: id, file: place.file, line: place.line, state, notes })));
      if (declaredHere && Object.keys(resource.config).length === 0) {
        note("as-wanted", []);
        continue;
      }
      if ("cannot" in format || job === undefined) {
        // What is declared nowhere may still be made on the broker; what is declared here is changed by nobody but its file.
        if (declaredHere && isAsWanted(resource, parts, found)) note("as-wanted", []);
        else if (declaredHere) note("cannot", ["cannot" in format ? format.cannot : ""]);
        continue;
      }
      const outcome: Edits | Cannot | undefined = declaredHere ? format.update(job, place) : format.create(job, place);
      if (outcome === undefined) continue;
      if ("cannot" in outcome) {
        note("cannot", [outcome.cannot]);
        continue;
      }
      const changes = outcome.edits.filter(({ insert, remove }) => insert !== "" || remove > 0);
      note(changes.length > 0 ? "edit" : "as-wanted", outcome.notes ?? []);
      result.edits.set(place.file, [...(result.edits.get(place.file) ?? []), ...changes]);
      if (!declaredHere) {
        const { logicalId: _neighbours, ...here } = place;
        const { logicalId } = outcome;
        result.made.push({ ...here, kind: resource.kind, name: resource.name, ...(logicalId !== undefined && { logicalId }) });
      }
    }
  }
  return result;
}

/** The broker has it so. */
function isAsWanted(resource: Resource, parts: readonly string[], found: ReadonlyMap<string, Observed>): boolean {
  const there = parts.map((id) => found.get(id));
  if (there.includes(undefined)) return false;
  const config = Object.assign({}, ...there.map((each) => each!.config)) as Observed["config"];
  return diff(resource, { id: resource.id, config }).changes.length === 0;
}

function changeOf(opened: Opened | Cannot, edits: readonly TextEdit[]): FileChange | undefined {
  if ("cannot" in opened || edits.length === 0) return undefined;
  const { path, text } = opened;
  return { file: path, digest: digestOf(text), before: text, after: edited(text, edits), edits: lineEdits(path, text, edits) };
}

/** The proof of the edits: the changed files still parse, and nothing is left to do in them. File to what went wrong. */
function unfinished(
  changes: readonly FileChange[],
  desired: readonly Desired[],
  observed: readonly Observed[],
  known: readonly Declared[],
  hopeless: ReadonlySet<string>,
): Map<string, string> {
  const texts = new Map(changes.map(({ file, after }) => [file, after]));
  const files = openFiles(
    known.filter(({ file }) => texts.has(file)),
    (file) => texts.get(file),
  );
  const broken = new Map<string, string>();
  for (const file of texts.keys()) {
    const opened = files.get(file);
    if (opened === undefined || "cannot" in opened) broken.set(file, `${file} cannot be edited safely: after the edit it would not parse.`);
  }
  const again = edit(
    desired,
    observed,
    known.filter(({ file }) => files.has(file)),
    files,
  );
  for (const { resource, file, state } of again.owned)
    if (state !== "as-wanted" && !hopeless.has(`${resource} ${file}`) && !broken.has(file))
      broken.set(file, `${file} cannot be edited safely: the edit would not last.`);
  return broken;
}
