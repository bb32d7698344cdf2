import { type JsonSchemaDocument, locateSchema, parseJsonSchema } from "../../schema/formats/json-schema.ts";
import type { Engine } from "../engine.ts";
import { type Directions, judge, type Judged } from "../rule.ts";
import * as combinations from "./combinations.ts";
import * as content from "./content.ts";
import * as libraries from "./libraries.ts";
import * as limits from "./limits.ts";
import { pairsOf } from "./pairs.ts";
import * as properties from "./properties.ts";
import * as types from "./types.ts";

const combined = [combinations.branchRemoved, combinations.branchAdded, combinations.combinationChanged];
const plain = [...Object.values(types), ...Object.values(limits), ...Object.values(properties), ...Object.values(content)];

export const jsonSchemaRules = [...plain, ...combined, ...Object.values(libraries)];

export const jsonSchemaEngine: Engine<JsonSchemaDocument> = {
  parse: parseJsonSchema,
  compare(before, after, directions) {
    const missing = new Set<string>();
    const judged = [...house(before, after, directions, missing)];
    return { judged, missing: [...missing] };
  },
  place: (schema, pointer) => locateSchema(schema, pointer),
};

function* house(before: JsonSchemaDocument, after: JsonSchemaDocument, directions: Directions, missing: Set<string>): Generator<Judged> {
  yield* judge(Object.values(libraries), before.root, after.root, directions);
  for (const pair of pairsOf(before, after, missing)) {
    yield* judge(combined, pair.before, pair.after, directions);
    // Where keywords may have moved into or out of a combination, only the types are judged one by one.
    const rules = combinations.moved(pair.before, pair.after) ? [types.typeChanged] : plain;
    yield* judge(rules, pair.before, pair.after, directions);
  }
}
