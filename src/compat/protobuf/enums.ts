import { isReserved, type ProtoValue } from "../../schema/formats/protobuf-model.ts";
import type { Rule } from "../rule.ts";
import { type EnumIn, isClosed, jsonAllowed } from "./tree.ts";

const house = { format: "protobuf", categories: ["house"], severity: "error" } as const;

export const valueNoDelete: Rule<EnumIn> = {
  ...house,
  id: "ENUM_VALUE_NO_DELETE",
  purpose: "An enum keeps its values: stored events hold them.",
  *check(before, after) {
    for (const value of lost(before, after)) {
      yield {
        at: after.held.pointer,
        was: value.pointer,
        message: `Value ${value.name} = ${value.number} was removed from enum ${after.held.name}: stored events hold it.`,
        fix: `Put \`${value.name} = ${value.number} [deprecated = true];\` back.`,
      };
    }
  },
};

export const valueNumberReserved: Rule<EnumIn> = {
  ...house,
  id: "ENUM_VALUE_NO_DELETE_UNLESS_NUMBER_RESERVED",
  purpose: "A removed enum value leaves its number reserved, or a later value is read into old data.",
  *check(before, after) {
    for (const value of lost(before, after)) {
      if (isReserved(after.held.reserved, value.number)) continue;
      yield {
        at: after.held.pointer,
        was: value.pointer,
        message: `The number ${value.number} of ${value.name} is not reserved in enum ${after.held.name}: a later value could take it.`,
        fix: `Put the value back, or at least add \`reserved ${value.number};\`.`,
      };
    }
  },
};

export const valueNameReserved: Rule<EnumIn> = {
  ...house,
  id: "ENUM_VALUE_NO_DELETE_UNLESS_NAME_RESERVED",
  purpose: "A removed enum value leaves its name reserved, or a later value is read into old JSON data.",
  *check(before, after) {
    const reserved = new Set(after.held.reserved.names.map(({ name }) => name));
    for (const value of lost(before, after)) {
      if (reserved.has(value.name)) continue;
      yield {
        at: after.held.pointer,
        was: value.pointer,
        message: `The name ${value.name} is not reserved in enum ${after.held.name}: a later value could take it.`,
        fix: `Put the value back, or at least add \`reserved "${value.name}";\`.`,
      };
    }
  },
};

export const valueSameName: Rule<EnumIn> = {
  ...house,
  id: "ENUM_VALUE_SAME_NAME",
  purpose: "A value keeps its name: JSON data and code use it.",
  *check(before, after) {
    const now = byNumber(after);
    for (const [number, old] of byNumber(before)) {
      const values = now.get(number);
      if (values === undefined) continue;
      for (const value of old) {
        if (values.some(({ name }) => name === value.name)) continue;
        yield {
          at: `${values[0]!.pointer}/number`,
          was: value.pointer,
          message: `Value ${number} of enum ${after.held.name} was renamed from ${value.name} to ${values[0]!.name}: JSON data and code use the name.`,
          fix: `Keep the name ${value.name}.`,
        };
      }
    }
  },
};

export const reservedEnumNoDelete: Rule<EnumIn> = {
  ...house,
  id: "RESERVED_ENUM_NO_DELETE",
  purpose: "What an enum reserves stays reserved: old data still uses it.",
  *check(before, after) {
    const names = new Set(after.held.reserved.names.map(({ name }) => name));
    for (const { from, to, pointer } of before.held.reserved.ranges) {
      if (isReserved(after.held.reserved, from) && isReserved(after.held.reserved, to)) continue;
      const range = from === to ? `${from}` : `${from} to ${to}`;
      yield {
        at: after.held.pointer,
        was: pointer,
        message: `Enum ${after.held.name} no longer reserves ${range}: the number can be taken again while old data still holds it.`,
        fix: `Restore \`reserved ${range};\`.`,
      };
    }
    for (const { name, pointer } of before.held.reserved.names) {
      if (names.has(name)) continue;
      yield {
        at: after.held.pointer,
        was: pointer,
        message: `Enum ${after.held.name} no longer reserves the name ${name}.`,
        fix: `Restore \`reserved "${name}";\`.`,
      };
    }
  },
};

export const valueAddedToClosed: Rule<EnumIn> = {
  ...house,
  id: "ENUM_VALUE_ADDED_TO_CLOSED_ENUM",
  purpose: "A closed enum gets no new values: old readers drop a value that they do not know.",
  *check(before, after) {
    if (!isClosed(before) && !isClosed(after)) return;
    const known = byNumber(before);
    for (const value of after.held.values) {
      if (known.has(value.number)) continue;
      yield {
        at: value.pointer,
        message: `Value ${value.name} was added to enum ${after.held.name}, which is closed: old readers drop the field that holds it.`,
        fix: "Update every reader first, or add a field with an open enum.",
      };
    }
  },
};

export const enumSameType: Rule<EnumIn> = {
  ...house,
  id: "ENUM_SAME_TYPE",
  purpose: "An enum stays open or closed: readers treat values that they do not know differently.",
  *check(before, after) {
    const [old, now] = [isClosed(before), isClosed(after)];
    if (old === now) return;
    yield {
      at: after.held.pointer,
      was: before.held.pointer,
      message: `Enum ${after.held.name} changed from ${old ? "closed" : "open"} to ${now ? "closed" : "open"}: unknown values are treated differently.`,
      fix: old ? "Set option features.enum_type = CLOSED, or keep proto2." : "Set option features.enum_type = OPEN, or keep proto3.",
    };
  },
};

export const enumSameJsonFormat: Rule<EnumIn> = {
  ...house,
  id: "ENUM_SAME_JSON_FORMAT",
  purpose: "An enum whose JSON form was checked keeps it so, or its JSON data may become ambiguous.",
  *check(before, after) {
    if (!jsonAllowed(before.held, before.file) || jsonAllowed(after.held, after.file)) return;
    yield {
      at: after.held.pointer,
      message: `Enum ${after.held.name} is no longer checked for its JSON form (json_format ALLOW before).`,
      fix: "Restore features.json_format = ALLOW.",
    };
  },
};

function byNumber({ held }: EnumIn): Map<number, ProtoValue[]> {
  const found = new Map<number, ProtoValue[]>();
  for (const value of held.values) {
    if (!found.has(value.number)) found.set(value.number, []);
    found.get(value.number)!.push(value);
  }
  return found;
}

function lost(before: EnumIn, after: EnumIn): ProtoValue[] {
  const now = byNumber(after);
  return before.held.values.filter((value) => !now.has(value.number));
}
