import protobuf from "protobufjs";
import { expect, test } from "vitest";
import { allEnums, allMessages } from "../../src/schema/formats/protobuf-model.ts";
import { parseProtoFile } from "../../src/schema/formats/protobuf.ts";

const rich = `
/* head */ syntax = "proto3"; // the syntax
package shop.orders.v1;
import public "google/protobuf/timestamp.proto";
option java_package = "com.shop" ".orders";
option (my.file_option) = { nested: [1, 2] other { x: "}" } };

message Order {
  option deprecated = true;
  reserved 4, 8 to 10, 1000 to max;
  reserved "old", "older";
  string id = 1 [json_name = "orderId", (my.rule).min = 3, deprecated = true];
  optional int32 count = 2;
  repeated .shop.orders.v1.Order.Line lines = 3;
  map<string, google.protobuf.Timestamp> times = 5;
  oneof payment {
    option (my.required) = true;
    string card = 6;
    Iban iban = 7;
  }
  string message = 11; string reserved = 12; bool option = 13; Kind enum = 14;
  message Line { string sku = 1; message Deep { int64 n = 0x10; } Deep deep = 2; };
  enum Kind { option allow_alias = true; KIND_UNSPECIFIED = 0; KIND_A = 1; KIND_B = 1; reserved 5 to max; reserved "KIND_OLD"; }
}
message Iban { string text = 1; }
;
service Orders {
  option deprecated = false;
  rpc Place(Order) returns (stream Iban) { option idempotency_level = IDEMPOTENT; }
  rpc Watch(stream Order) returns (.shop.orders.v1.Iban);
}
`;

test("reads what a compiler reads, with the place of each element", () => {
  const file = parseProtoFile(rich, "order.proto", "");
  expect(file).toMatchObject({ syntax: "proto3", package: "shop.orders.v1", imports: ["google/protobuf/timestamp.proto"] });
  const order = file.messages[0]!;
  expect(order.fields.map(({ name, number, type, oneof, mapKey, label }) => [number, name, type, oneof ?? mapKey ?? label])).toEqual([
    [1, "id", "string", undefined],
    [2, "count", "int32", "optional"],
    [3, "lines", ".shop.orders.v1.Order.Line", "repeated"],
    [5, "times", "google.protobuf.Timestamp", "string"],
    [6, "card", "string", "payment"],
    [7, "iban", "Iban", "payment"],
    [11, "message", "string", undefined],
    [12, "reserved", "string", undefined],
    [13, "option", "bool", undefined],
    [14, "enum", "Kind", undefined],
  ]);
  expect(order.reserved.ranges.map(({ from, to }) => [from, to])).toEqual([
    [4, 4],
    [8, 10],
    [1000, 536_870_911],
  ]);
  expect(order.reserved.names.map(({ name }) => name)).toEqual(["old", "older"]);
  expect(order.fields[0]!.options.map(({ name, value }) => `${name}=${value}`)).toEqual([
    'json_name="orderId"',
    "(my.rule).min=3",
    "deprecated=true",
  ]);
  expect(order.messages[0]!.messages[0]!.fields[0]!.number).toBe(16);
  expect(order.enums[0]!.values.map(({ pointer }) => pointer)).toEqual(["/Order/Kind/0", "/Order/Kind/1", "/Order/Kind/1/KIND_B"]);
  expect(file.services[0]!.rpcs).toMatchObject([
    { name: "Place", clientStreaming: false, serverStreaming: true },
    { name: "Watch", clientStreaming: true, response: ".shop.orders.v1.Iban" },
  ]);
  expect(file.places.get("/Order/3")).toEqual({ line: 14, column: 3 });
  expect(file.places.get("/Order/3/type")).toEqual({ line: 14, column: 12 });
});

test("finds the messages, fields and enums that protobufjs finds", () => {
  const sources = [
    rich,
    'edition = "2023"; package p; option features.field_presence = IMPLICIT; message A { int32 a = 1 [features.field_presence = EXPLICIT]; reserved b, c; } enum E { option features.enum_type = CLOSED; X = 0; }',
    'syntax = "proto2"; message A { required int32 a = 1 [default = -1]; optional group Part = 2 { optional string s = 1; } extensions 100 to 199; } enum E { Y = -2; Z = 0x7fffffff; }',
  ];
  for (const source of sources) {
    const file = parseProtoFile(source, "x.proto", "");
    const found = {
      messages: allMessages(file).map(({ name }) => name),
      fields: allMessages(file).flatMap(({ fields }) => fields.map(({ name, number }) => `${name}=${number}`)),
      enums: allEnums(file).map(({ name }) => name),
    };
    const known = { messages: [] as string[], fields: [] as string[], enums: [] as string[] };
    const walk = (node: protobuf.ReflectionObject): void => {
      if (node instanceof protobuf.Type) {
        known.messages.push(node.name);
        known.fields.push(...node.fieldsArray.map(({ name, id }) => `${name}=${id}`));
      }
      if (node instanceof protobuf.Enum) known.enums.push(node.name);
      if (node instanceof protobuf.Namespace) node.nestedArray.forEach(walk);
    };
    walk(protobuf.parse(source, new protobuf.Root(), { keepCase: true }).root);
    const sorted = (lists: typeof known) => Object.fromEntries(Object.entries(lists).map(([key, list]) => [key, [...list].sort()]));
    expect(sorted(found)).toEqual(sorted(known));
  }
});

test.each([
  ['syntax = "proto4";', "1:1: unknown syntax"],
  ["message M {\n  string a = ;\n}", '2:14: expected a field number, found ";"'],
  ["message M {\n  string a = 1\n}", '3:1: expected ";", found "}"'],
  ["message M {\n string a = 1;", "never closed"],
  ["message M { string a = 1;\n string b = 1; }", '2:2: field number 1 is used by "a" and "b"'],
  ["message M { string a = 1; int32 a = 2; }", 'field "a" is defined twice'],
  ["message M { reserved 2 to 5; string a = 3; }", "reserved number 3"],
  ['message M { reserved "a"; string a = 3; }', "reserved name"],
  ['syntax = "proto3"; message M { required string a = 1; }', "no required fields"],
  ['syntax = "proto3"; enum E { A = 1; }', "must be 0"],
  ["enum E { A = 1; B = 1; }", "without allow_alias"],
  ["enum E { }", "has no values"],
  ['import "a', "1:8: a string is never closed"],
  ["\n/* open", "2:1: a comment is never closed"],
  ["mesage M {}", '1:1: unexpected "mesage"'],
])("refuses %j with the place", (source, message) => {
  expect(() => parseProtoFile(source, "x.proto", "")).toThrow(message);
  expect(() => parseProtoFile(source, "x.proto", "")).toThrow(/^x\.proto:\d+:\d+: /);
});
