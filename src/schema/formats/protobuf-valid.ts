import { allEnums, allMessages, isReserved, optionOf, type ProtoEnum, type ProtoFile, type ProtoMessage } from "./protobuf-model.ts";

type Fail = (message: string, pointer: string) => never;

/** What a compiler refuses beyond the grammar, as far as one file shows it. */
export function checkFile(file: ProtoFile, fail: Fail): void {
  for (const message of allMessages(file)) checkMessage(message, file, fail);
  for (const held of allEnums(file)) checkEnum(held, file, fail);
}

function checkMessage(message: ProtoMessage, file: ProtoFile, fail: Fail): void {
  const numbers = new Map<number, string>();
  const names = new Set<string>();
  const reserved = new Set(message.reserved.names.map(({ name }) => name));
  for (const field of message.fields) {
    const { name, number } = field;
    if (numbers.has(number))
      fail(`field number ${number} is used by "${numbers.get(number)}" and "${name}" in message ${message.name}`, field.pointer);
    if (names.has(name)) fail(`field "${name}" is defined twice in message ${message.name}`, field.pointer);
    if (isReserved(message.reserved, number)) fail(`field "${name}" uses the reserved number ${number}`, field.pointer);
    if (reserved.has(name)) fail(`field "${name}" uses a reserved name`, field.pointer);
    if (field.label === "required" && file.syntax === "proto3") fail("proto3 has no required fields", field.pointer);
    numbers.set(number, name);
    names.add(name);
  }
}

function checkEnum(held: ProtoEnum, file: ProtoFile, fail: Fail): void {
  const first = held.values[0];
  if (first === undefined) return fail(`enum ${held.name} has no values`, held.pointer);
  if (file.syntax === "proto3" && first.number !== 0) fail(`the first value of enum ${held.name} must be 0 in proto3`, first.pointer);
  const aliases = optionOf(held, "allow_alias")?.value === "true";
  const numbers = new Set<number>();
  const names = new Set<string>();
  const reserved = new Set(held.reserved.names.map(({ name }) => name));
  for (const value of held.values) {
    if (numbers.has(value.number) && !aliases)
      fail(`number ${value.number} is used twice in enum ${held.name} without allow_alias`, value.pointer);
    if (names.has(value.name)) fail(`value ${value.name} is defined twice in enum ${held.name}`, value.pointer);
    if (isReserved(held.reserved, value.number)) fail(`value ${value.name} uses the reserved number ${value.number}`, value.pointer);
    if (reserved.has(value.name)) fail(`value ${value.name} uses a reserved name`, value.pointer);
    numbers.add(value.number);
    names.add(value.name);
  }
}
