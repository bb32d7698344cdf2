import { isReserved } from "../../schema/formats/protobuf-model.ts";
import type { Rule } from "../rule.ts";
import { isRequired, jsonAllowed, type MessageIn } from "./tree.ts";

const house = { format: "protobuf", categories: ["house"], severity: "error" } as const;

export const fieldNumberReserved: Rule<MessageIn> = {
  ...house,
  id: "FIELD_NO_DELETE_UNLESS_NUMBER_RESERVED",
  purpose: "A removed field leaves its number reserved, or a later field reads old bytes as new data.",
  *check(before, after) {
    const now = new Map(after.message.fields.map((field) => [field.name, field]));
    const numbers = new Set(after.message.fields.map((field) => field.number));
    for (const field of before.message.fields) {
      if (numbers.has(field.number) || isReserved(after.message.reserved, field.number)) continue;
      const next = now.get(field.name);
      yield {
        at: next?.pointer ?? after.message.pointer,
        was: field.pointer,
        message:
          next === undefined
            ? `Field ${field.number} "${field.name}" was removed from ${after.message.name} and its number is not reserved: a later field could read old bytes as its own.`
            : `Field "${field.name}" of ${after.message.name} was renumbered from ${field.number} to ${next.number}: old bytes are not found any more.`,
        fix:
          next === undefined
            ? `Add \`reserved ${field.number};\` to message ${after.message.name}.`
            : `Give "${field.name}" its number ${field.number} back.`,
      };
    }
  },
};

export const fieldNameReserved: Rule<MessageIn> = {
  ...house,
  id: "FIELD_NO_DELETE_UNLESS_NAME_RESERVED",
  purpose: "A removed field leaves its name reserved, or a later field reads old JSON data as its own.",
  *check(before, after) {
    const numbers = new Set(after.message.fields.map((field) => field.number));
    const names = new Set(after.message.fields.map((field) => field.name));
    const reserved = new Set(after.message.reserved.names.map(({ name }) => name));
    for (const field of before.message.fields) {
      if (numbers.has(field.number) || reserved.has(field.name)) continue;
      if (names.has(field.name) && !isReserved(after.message.reserved, field.number)) continue;
      yield {
        at: after.message.pointer,
        was: field.pointer,
        message: `Field ${field.number} "${field.name}" was removed from ${after.message.name} and its name is not reserved: a later field could read old JSON data as its own.`,
        fix: `Add \`reserved "${field.name}";\` to message ${after.message.name}.`,
      };
    }
  },
};

export const sameRequiredFields: Rule<MessageIn> = {
  ...house,
  id: "MESSAGE_SAME_REQUIRED_FIELDS",
  purpose: "Required fields are neither added nor removed: a reader refuses the whole message without one.",
  *check(before, after) {
    const old = new Map(before.message.fields.filter((field) => isRequired(field, before.file)).map((field) => [field.number, field]));
    const now = new Map(after.message.fields.filter((field) => isRequired(field, after.file)).map((field) => [field.number, field]));
    for (const [number, field] of now) {
      if (old.has(number)) continue;
      yield {
        at: field.pointer,
        message: `Field ${number} "${field.name}" of ${after.message.name} is required now: messages without it, all older ones among them, are refused.`,
        fix: `Make "${field.name}" optional.`,
      };
    }
    for (const [number, field] of old) {
      if (now.has(number)) continue;
      yield {
        at: after.message.pointer,
        was: field.pointer,
        message: `Field ${number} "${field.name}" of ${after.message.name} is no longer required: old readers refuse messages without it.`,
        fix: `Keep \`required\` on "${field.name}" and keep sending it.`,
      };
    }
  },
};

export const reservedMessageNoDelete: Rule<MessageIn> = {
  ...house,
  id: "RESERVED_MESSAGE_NO_DELETE",
  purpose: "What a message reserves stays reserved: old data still uses it.",
  *check(before, after) {
    const names = new Set(after.message.reserved.names.map(({ name }) => name));
    for (const { from, to, pointer } of before.message.reserved.ranges) {
      if (isReserved(after.message.reserved, from) && isReserved(after.message.reserved, to)) continue;
      yield {
        at: after.message.pointer,
        was: pointer,
        message: `${after.message.name} no longer reserves ${from === to ? from : `${from} to ${to}`}: the number can be taken again while old data still holds it.`,
        fix: `Restore \`reserved ${from === to ? from : `${from} to ${to}`};\`.`,
      };
    }
    for (const { name, pointer } of before.message.reserved.names) {
      if (names.has(name)) continue;
      yield {
        at: after.message.pointer,
        was: pointer,
        message: `${after.message.name} no longer reserves the name "${name}": it can be taken again while old JSON data still holds it.`,
        fix: `Restore \`reserved "${name}";\`.`,
      };
    }
  },
};

export const fieldNumberValid: Rule<MessageIn> = {
  ...house,
  id: "FIELD_NUMBER_VALID",
  purpose: "A field number lies between 1 and 536870911 and outside 19000 to 19999, which belong to Protobuf itself.",
  *check(before, after) {
    const old = new Set(before.message.fields.map((field) => field.number));
    for (const { name, number, pointer } of after.message.fields) {
      if (number >= 1 && number < 2 ** 29 && !(number >= 19_000 && number <= 19_999)) continue;
      yield {
        at: `${pointer}/number`,
        message: `Field "${name}" of ${after.message.name} has the number ${number}, which compilers refuse.`,
        fix: "Give it a free number between 1 and 18999.",
        severity: old.has(number) ? "warning" : "error",
      };
    }
  },
};

export const messageSameJsonFormat: Rule<MessageIn> = {
  ...house,
  id: "MESSAGE_SAME_JSON_FORMAT",
  purpose: "A message whose JSON form was checked keeps it so, or its JSON data may become ambiguous.",
  *check(before, after) {
    if (!jsonAllowed(before.message, before.file) || jsonAllowed(after.message, after.file)) return;
    yield {
      at: after.message.pointer,
      message: `${after.message.name} is no longer checked for its JSON form (json_format ALLOW before).`,
      fix: "Restore features.json_format = ALLOW.",
    };
  },
};
