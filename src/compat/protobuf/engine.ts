import { allEnums, allMessages, type ProtoFile } from "../../schema/formats/protobuf-model.ts";
import type { Engine } from "../engine.ts";
import { type Directions, judge, type Judged } from "../rule.ts";
import * as enumFamily from "./enums.ts";
import * as fields from "./fields.ts";
import * as files from "./files.ts";
import * as messageFamily from "./messages.ts";
import { type EnumIn, type FileIn, fullName, type MessageIn, parseProtoTree, placeIn, type ProtoTree } from "./tree.ts";

const fileRules = Object.values(files);
const messageRules = [...Object.values(messageFamily), ...Object.values(fields)];
const enumRules = Object.values(enumFamily);

export const protobufRules = [...fileRules, ...messageRules, ...enumRules];

/** Field numbers are the same for every reader, so none of these rules asks for a direction. */
export const protobufEngine: Engine<ProtoTree> = {
  parse: parseProtoTree,
  compare: (before, after, directions) => ({ judged: compareTrees(before, after, directions), missing: [] }),
  place: placeIn,
};

function* compareTrees(before: ProtoTree, after: ProtoTree, directions: Directions): Generator<Judged> {
  const elsewhere = typesOf(after);
  const byPath = new Map(after.files.map((file) => [file.file, file]));
  for (const file of before.files) {
    const now = (file === before.main ? after.main : undefined) ?? byPath.get(file.file);
    yield* judge(fileRules, { file, tree: before }, { file: now ?? nothing(file, after), tree: after }, directions);
    yield* compareTypes({ file, tree: before }, now && { file: now, tree: after }, elsewhere, directions);
  }
}

/** What stands for a file that is gone: its types may live on elsewhere in the tree. */
function nothing(file: ProtoFile, tree: ProtoTree): ProtoFile {
  const prefix = tree.files[0]?.prefix ?? "";
  return { ...file, prefix, options: [], messages: [], enums: [], services: [] };
}

interface Types {
  messages: Map<string, MessageIn>;
  enums: Map<string, EnumIn>;
}

/** All types of a tree by full name: they may have moved to another file. */
function typesOf(tree: ProtoTree): Types {
  return {
    messages: new Map(
      tree.files.flatMap((file) => allMessages(file).map((message) => [fullName(file, message.path), { message, file, tree }])),
    ),
    enums: new Map(tree.files.flatMap((file) => allEnums(file).map((held) => [fullName(file, held.path), { held, file }]))),
  };
}

/** Types of one file with those of the same file, whatever its package is now, else with those of the same full name. */
function* compareTypes(before: FileIn, now: FileIn | undefined, elsewhere: Types, directions: Directions): Generator<Judged> {
  const messages = new Map(allMessages(now?.file ?? none).map((message) => [message.path, message]));
  const enums = new Map(allEnums(now?.file ?? none).map((held) => [held.path, held]));
  for (const message of allMessages(before.file)) {
    const here = messages.get(message.path);
    const match =
      here !== undefined && now !== undefined ? { ...now, message: here } : elsewhere.messages.get(fullName(before.file, message.path));
    if (match !== undefined) yield* judge(messageRules, { ...before, message }, match, directions);
  }
  for (const held of allEnums(before.file)) {
    const here = enums.get(held.path);
    const match =
      here !== undefined && now !== undefined ? { held: here, file: now.file } : elsewhere.enums.get(fullName(before.file, held.path));
    if (match !== undefined) yield* judge(enumRules, { held, file: before.file }, match, directions);
  }
}

const none = { messages: [], enums: [] };
