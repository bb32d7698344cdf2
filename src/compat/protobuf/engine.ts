import { allEnums, allMessages, type ProtoFile } from "../../schema/formats/protobuf-model.ts";
import type { Engine } from "../check.ts";
import { type Directions, judge, type Judged } from "../rule.ts";
import * as enumFamily from "./enums.ts";
import * as fields from "./fields.ts";
import * as files from "./files.ts";
import * as messageFamily from "./messages.ts";
import { type FileIn, parseProtoTree, placeIn, type ProtoTree } from "./tree.ts";

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
  for (const file of before.files) {
    const now = file === before.main ? (after.main ?? byPath(after, file)) : byPath(after, file);
    yield* compareFiles({ file, tree: before }, { file: now ?? nothing(file, after), tree: after }, directions);
  }
}

function byPath(tree: ProtoTree, file: ProtoFile): ProtoFile | undefined {
  return tree.files.find((other) => other.file === file.file);
}

/** What stands for a file that is gone: its types may live on elsewhere in the tree. */
function nothing(file: ProtoFile, tree: ProtoTree): ProtoFile {
  const prefix = tree.files[0]?.prefix ?? "";
  return { ...file, prefix, options: [], messages: [], enums: [], services: [] };
}

function* compareFiles(before: FileIn, after: FileIn, directions: Directions): Generator<Judged> {
  yield* judge(fileRules, before, after, directions);
  const messages = new Map(allMessages(after.file).map((message) => [message.path, message]));
  const enums = new Map(allEnums(after.file).map((held) => [held.path, held]));
  for (const message of allMessages(before.file)) {
    const now = messages.get(message.path);
    if (now !== undefined) yield* judge(messageRules, { ...before, message }, { ...after, message: now }, directions);
  }
  for (const held of allEnums(before.file)) {
    const now = enums.get(held.path);
    if (now !== undefined) yield* judge(enumRules, { held, file: before.file }, { held: now, file: after.file }, directions);
  }
}
