import { optionOf, type ProtoField } from "../../schema/formats/protobuf-model.ts";
import type { Rule } from "../rule.ts";
import { cardinality, type MessageIn, sameType } from "./tree.ts";

const house = { format: "protobuf", categories: ["house"], severity: "error" } as const;

export const fieldSameName: Rule<MessageIn> = {
  ...house,
  id: "FIELD_SAME_NAME",
  purpose: "A field keeps its name: JSON data, code and queries use it.",
  *check(before, after) {
    for (const [old, now] of matched(before, after)) {
      if (old.name === now.name) continue;
      yield {
        at: now.pointer,
        was: old.pointer,
        message: `Field ${old.number} of ${after.message.name} was renamed from "${old.name}" to "${now.name}": JSON data and code use the name.`,
        fix: `Keep the name "${old.name}", or add "${now.name}" with a new number.`,
      };
    }
  },
};

export const fieldSameJsonName: Rule<MessageIn> = {
  ...house,
  id: "FIELD_SAME_JSON_NAME",
  purpose: "A field keeps its JSON name, or JSON data that was written before loses it.",
  *check(before, after) {
    for (const [old, now] of matched(before, after)) {
      const [left, right] = [jsonName(old), jsonName(now)];
      const stated = [old, now].some((field) => optionOf(field, "json_name") !== undefined);
      if (left === right || (old.name !== now.name && !stated)) continue;
      yield {
        at: now.pointer,
        was: old.pointer,
        message: `The JSON name of field "${now.name}" changed from "${left}" to "${right}": JSON data that was written before is not found.`,
        fix: `Set [json_name = "${left}"].`,
      };
    }
  },
};

export const fieldSameType: Rule<MessageIn> = {
  ...house,
  id: "FIELD_SAME_TYPE",
  purpose: "A field keeps its type, even where the bytes would still be read: values are cut or change their meaning.",
  *check(before, after) {
    for (const [old, now] of matched(before, after)) {
      const same =
        old.group === now.group && (old.mapKey === undefined) === (now.mapKey === undefined) && (old.mapKey ?? "") === (now.mapKey ?? "");
      if (same && sameType(before, after, old.type, now.type)) continue;
      yield {
        at: `${now.pointer}/type`,
        was: `${old.pointer}/type`,
        message: `The type of field ${now.number} "${now.name}" changed from ${shown(old)} to ${shown(now)}: old bytes are cut, refused or read as something else.`,
        fix: `Restore ${shown(old)} and add a field with a new number.`,
      };
    }
  },
};

export const fieldCardinality: Rule<MessageIn> = {
  ...house,
  id: "FIELD_WIRE_JSON_COMPATIBLE_CARDINALITY",
  purpose: "A field that holds one value, several, or a map stays so, or values are lost.",
  *check(before, after) {
    for (const [old, now] of matched(before, after)) {
      const [left, right] = [cardinality(old), cardinality(now)];
      if (left === right || left === "map" || right === "map") continue;
      yield {
        at: now.pointer,
        was: old.pointer,
        message: `Field ${now.number} "${now.name}" changed from ${left} to ${right}: readers keep the last value only, or find a list where JSON had one value.`,
        fix: `Restore the field and add a ${right} one with a new number.`,
      };
    }
  },
};

export const fieldSameOneof: Rule<MessageIn> = {
  ...house,
  id: "FIELD_SAME_ONEOF",
  purpose: "A field stays in its oneof, or outside one: moving it makes readers drop values that were set together.",
  *check(before, after) {
    for (const [old, now] of matched(before, after)) {
      if (old.oneof === now.oneof) continue;
      yield {
        at: now.pointer,
        was: old.pointer,
        message: `Field ${now.number} "${now.name}" moved from ${old.oneof ? `oneof ${old.oneof}` : "outside any oneof"} to ${now.oneof ? `oneof ${now.oneof}` : "outside"}: values that are set together are dropped.`,
        fix: "Move it back, or add a field with a new number.",
      };
    }
  },
};

export const fieldSameDefault: Rule<MessageIn> = {
  ...house,
  id: "FIELD_SAME_DEFAULT",
  purpose: "A stated default stays: it is not in the data, so changing it changes what old data means.",
  *check(before, after) {
    for (const [old, now] of matched(before, after)) {
      const [left, right] = [fallback(old), fallback(now)];
      if (left === right) continue;
      yield {
        at: optionOf(now, "default")?.pointer ?? now.pointer,
        was: old.pointer,
        message: `The default of field ${now.number} "${now.name}" changed from ${left ?? "none"} to ${right ?? "none"}: old data without the field now means something else.`,
        fix: left === undefined ? "Remove the default again." : `Restore [default = ${left}].`,
      };
    }
  },
};

/** Fields of both sides with the same number. */
function* matched(before: MessageIn, after: MessageIn): Generator<[ProtoField, ProtoField]> {
  const now = new Map(after.message.fields.map((field) => [field.number, field]));
  for (const old of before.message.fields) {
    const match = now.get(old.number);
    if (match !== undefined) yield [old, match];
  }
}

function shown(field: ProtoField): string {
  return field.mapKey === undefined ? field.type : `map<${field.mapKey}, ${field.type}>`;
}

/** https://protobuf.dev/programming-guides/json/#field-names */
function jsonName(field: ProtoField): string {
  const stated = optionOf(field, "json_name")?.value;
  return stated === undefined
    ? field.name.replaceAll(/_+(.)?/g, (_, letter: string | undefined) => letter?.toUpperCase() ?? "")
    : stated.slice(1, -1);
}

/** The stated default; one that is the type's zero counts as none. */
function fallback(field: ProtoField): string | undefined {
  const value = optionOf(field, "default")?.value;
  return value === undefined || ["0", "0.0", "false", '""', "''"].includes(value) ? undefined : value.replaceAll("'", '"');
}
