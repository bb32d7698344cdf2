import { type AvroSchema, locate, parseAvro } from "../../schema/formats/avro.ts";
import type { Engine } from "../engine.ts";
import { type Directions, judge, type Judged, type Rule } from "../rule.ts";
import * as enums from "./enums.ts";
import { pairsOf } from "./pairs.ts";
import * as records from "./records.ts";
import { type Mismatch, resolutionOf } from "./resolution.ts";
import { resolutionRules } from "./resolution-rules.ts";
import * as types from "./types.ts";

const typeRules = Object.values(types);
const recordRules = Object.values(records);
const enumRules = Object.values(enums);

export const avroRules = [...typeRules, ...recordRules, ...enumRules, ...Object.values(resolutionRules)];

export const avroEngine: Engine<AvroSchema> = {
  parse: parseAvro,
  compare: (before, after, directions, policy) => ({
    judged: policy === "apache-avro" ? apache(before, after, directions) : house(before, after, directions),
    missing: [...new Set([...before.unknown, ...after.unknown])].map((name) => `the type ${name}`),
  }),
  place: (schema, pointer) => locate(schema.name, schema.texts, pointer),
};

/** The house's own rules, then what Avro's resolution refuses beyond them in the directions asked for. */
function* house(before: AvroSchema, after: AvroSchema, directions: Directions): Generator<Judged> {
  const known: Judged[] = [];
  for (const judged of edits(before, after, directions)) {
    if ((judged.severity ?? judged.rule.severity) === "error" && known.length < maxKnown) known.push(judged);
    yield judged;
  }
  const sides = [directions.backward && readsOld(before, after), directions.forward && readsNew(before, after)];
  for (const judged of sides.flatMap((side) => side || [])) if (!known.some((house) => says(house, judged))) yield judged;
}

const maxKnown = 1000;
const typeIds = new Set(typeRules.map(({ id }) => id));

/** Does a finding of the house say what resolution says? It stands at the same place, changed the type around it, or broke a part of it. */
function says(house: Judged, { rule, at, was }: Judged): boolean {
  if (house.at === at) return house.was === undefined || was === undefined || house.was === was || typeIds.has(house.rule.id);
  if (at.startsWith(`${house.at}/`)) return typeIds.has(house.rule.id);
  return house.at.startsWith(`${at}/`) && ["MISSING_UNION_BRANCH", "MISSING_ENUM_SYMBOLS", "FIXED_SIZE_MISMATCH"].includes(rule.id);
}

function* edits(before: AvroSchema, after: AvroSchema, directions: Directions): Generator<Judged> {
  const run = <T>(rules: readonly Rule<T>[], old: T, now: T) => judge(rules, old, now, directions);
  for (const pair of pairsOf(before.root, after.root)) {
    if (pair.of === "type") yield* run(typeRules, pair.before, pair.after);
    else if (pair.of === "record") yield* run(recordRules, pair.before, pair.after);
    else yield* run(enumRules, pair.before, pair.after);
  }
}

function readsOld(before: AvroSchema, after: AvroSchema): Judged[] {
  return resolutionOf(after.root, before.root).map((mismatch) => ({
    ...told(mismatch, "The new schema cannot read old data"),
    at: mismatch.reader,
    was: mismatch.writer,
  }));
}

function readsNew(before: AvroSchema, after: AvroSchema): Judged[] {
  return resolutionOf(before.root, after.root).map((mismatch) => ({
    ...told(mismatch, "The old schema cannot read new data"),
    at: mismatch.writer,
    was: mismatch.reader,
  }));
}

/** Findings as Apache's checker gives them: its six types at its own locations. */
function* apache(before: AvroSchema, after: AvroSchema, directions: Directions): Generator<Judged> {
  const sides = [
    directions.backward &&
      resolutionOf(after.root, before.root).map((mismatch) => ({ mismatch, why: "The new schema cannot read old data" })),
    directions.forward &&
      resolutionOf(before.root, after.root).map((mismatch) => ({ mismatch, why: "The old schema cannot read new data" })),
  ];
  for (const { mismatch, why } of sides.flatMap((side) => side || [])) yield { ...told(mismatch, why), at: mismatch.location || "/" };
}

function told({ type, message }: Mismatch, why: string) {
  const rule = resolutionRules[type];
  return { rule, message: `${why}: ${message}.`, fix: rule.fix };
}
