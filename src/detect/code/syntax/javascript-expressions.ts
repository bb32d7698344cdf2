import type { SyntaxNode } from "../../../workspace/source.ts";
import { lowerFunction } from "./javascript-functions.ts";
import { typeArgumentsOf } from "./javascript-types.ts";
import type { JavascriptLowering, LowerTable } from "./javascript.ts";
import type {
  Argument,
  ArrayNode,
  AssignNode,
  CallNode,
  EitherNode,
  Entry,
  ImportNode,
  IndexNode,
  LiteralNode,
  MemberNode,
  Node,
  ObjectNode,
  StringNode,
  TemplateNode,
} from "./node.ts";

const escapes: Record<string, string> = { "\\n": "\n", "\\t": "\t", "\\r": "\r", "\\0": "\0" };

/** `\n`, `\xXX`, `\uXXXX`, `\u{X…}`: https://tc39.es/ecma262/#prod-EscapeSequence */
function unescaped(text: string): string {
  const code = /^\\(?:x([\da-fA-F]{2})|u([\da-fA-F]{4})|u\{([\da-fA-F]{1,6})\})$/.exec(text);
  const point = code ? Number.parseInt(code[1] ?? code[2] ?? code[3]!, 16) : undefined;
  if (point !== undefined) return point <= 0x10_ff_ff ? String.fromCodePoint(point) : "";
  return escapes[text] ?? (/^\\\r?\n$/.test(text) ? "" : text.slice(1));
}

const inner = (at: SyntaxNode, to: JavascriptLowering): Node => {
  const child = at.namedChildren.find((each) => each.type !== "comment");
  return child ? to.lower(child) : to.builder.other(at, []);
};
const literal = (value: number | boolean | null) => (at: SyntaxNode, to: JavascriptLowering) =>
  to.builder.make<LiteralNode>(at, { kind: "literal", value }, []);

function string(at: SyntaxNode, to: JavascriptLowering): StringNode {
  const value = at.namedChildren.map((part) => (part.type === "escape_sequence" ? unescaped(part.text) : part.text));
  return to.builder.make<StringNode>(at, { kind: "string", value: value.join("") }, []);
}

function template(at: SyntaxNode, to: JavascriptLowering): Node {
  const parts = at.namedChildren.map((part): Node =>
    part.type === "template_substitution"
      ? inner(part, to)
      : to.builder.make<StringNode>(
          part,
          { kind: "string", value: part.type === "escape_sequence" ? unescaped(part.text) : part.text },
          [],
        ),
  );
  return to.builder.make<TemplateNode>(at, { kind: "template", parts }, parts);
}

function binary(at: SyntaxNode, to: JavascriptLowering): Node {
  const operator = at.childForFieldName("operator")?.type ?? "";
  const sides = [at.childForFieldName("left"), at.childForFieldName("right")]
    .map((side) => to.maybe(side))
    .filter((side) => side !== undefined);
  if (operator === "+") return to.builder.make<TemplateNode>(at, { kind: "template", parts: sides }, sides);
  if (operator === "??" || operator === "||" || operator === "&&")
    return to.builder.make<EitherNode>(at, { kind: "either", options: sides, operator }, sides);
  const made = to.builder.other(at, sides);
  made.what = `binary ${operator}`;
  return made;
}

function member(at: SyntaxNode, to: JavascriptLowering): Node {
  const object = to.lower(at.childForFieldName("object")!);
  const property = at.childForFieldName("property")!;
  const name = property.text.replace(/^#/, "");
  return to.builder.make<MemberNode>(at, { kind: "member", object, property: name, propertyLine: property.startPosition.row + 1 }, [
    object,
  ]);
}

function call(at: SyntaxNode, to: JavascriptLowering): Node {
  const isNew = at.type === "new_expression";
  const target = at.childForFieldName(isNew ? "constructor" : "function")!;
  const given = at.childForFieldName("arguments");
  const args: Argument[] = (given?.type === "arguments" ? given.namedChildren : [])
    .filter((each) => each.type !== "comment")
    .map((each) => (each.type === "spread_element" ? { spread: true, value: inner(each, to) } : { value: to.lower(each) }));
  const first = args[0]?.value;
  if ((target.type === "import" || target.text === "require") && first?.kind === "string")
    return to.builder.make<ImportNode>(at, { kind: "import", module: first.value }, []);
  const callee = to.lower(target);
  const typeArguments = typeArgumentsOf(at);
  return to.builder.make<CallNode>(at, { kind: "call", callee, args, isNew, awaited: false, typeArguments }, [
    callee,
    ...args.map((each) => each.value),
  ]);
}

function object(at: SyntaxNode, to: JavascriptLowering): ObjectNode {
  const entries: Entry[] = [];
  const children: Node[] = [];
  for (const each of at.namedChildren) {
    const key = each.childForFieldName("key") ?? each.childForFieldName("name");
    if (each.type === "pair" && key) {
      const value = to.lower(each.childForFieldName("value")!);
      const computed = key.type === "computed_property_name" ? inner(key, to) : undefined;
      entries.push(computed ? { computed, value } : { key: key.type === "string" ? key.text.slice(1, -1) : key.text, value });
      children.push(...(computed ? [computed, value] : [value]));
      continue;
    }
    if (each.type === "comment") continue;
    const value =
      each.type === "spread_element" ? inner(each, to) : each.type === "method_definition" ? lowerFunction(each, to) : to.lower(each);
    entries.push(each.type === "spread_element" ? { value } : { key: key?.text ?? each.text, value });
    children.push(value);
  }
  return to.builder.make<ObjectNode>(at, { kind: "object", entries }, children);
}

export const expressions: LowerTable = {
  string,
  template_string: template,
  number: (at, to) => literal(Number(at.text))(at, to),
  true: literal(true),
  false: literal(false),
  null: literal(null),
  undefined: literal(null),
  identifier: (at, to) => to.builder.name(at, at.text),
  shorthand_property_identifier: (at, to) => to.builder.name(at, at.text),
  this: (at, to) => to.builder.make(at, { kind: "this" }, []),
  member_expression: member,
  subscript_expression(at, to) {
    const [target, index] = [to.lower(at.childForFieldName("object")!), to.lower(at.childForFieldName("index")!)];
    return to.builder.make<IndexNode>(at, { kind: "index", object: target, index }, [target, index]);
  },
  call_expression: call,
  new_expression: call,
  object,
  array(at, to) {
    const items = at.namedChildren
      .filter((each) => each.type !== "comment")
      .map((each) => ({
        spread: each.type === "spread_element",
        value: each.type === "spread_element" ? inner(each, to) : to.lower(each),
      }));
    return to.builder.make<ArrayNode>(
      at,
      { kind: "array", items },
      items.map((item) => item.value),
    );
  },
  binary_expression: binary,
  ternary_expression(at, to) {
    const condition = to.lower(at.childForFieldName("condition")!);
    const options = [to.lower(at.childForFieldName("consequence")!), to.lower(at.childForFieldName("alternative")!)];
    return to.builder.make<EitherNode>(at, { kind: "either", options, operator: "?:" }, [condition, ...options]);
  },
  parenthesized_expression: inner,
  await_expression(at, to) {
    const awaited = inner(at, to);
    if (awaited.kind === "call") awaited.awaited = true;
    return awaited;
  },
  as_expression: inner,
  satisfies_expression: inner,
  non_null_expression: inner,
  type_assertion: (at, to) => to.lower(at.namedChildren.at(-1)!),
  assignment_expression: assignment,
  augmented_assignment_expression: assignment,
  arrow_function: (at, to) => lowerFunction(at, to),
  function_expression: (at, to) => lowerFunction(at, to),
  generator_function: (at, to) => lowerFunction(at, to),
};

function assignment(at: SyntaxNode, to: JavascriptLowering): Node {
  const target = to.lower(at.childForFieldName("left")!);
  const value = to.lower(at.childForFieldName("right")!);
  const operator = at.childForFieldName("operator")?.type ?? "=";
  noteCommonjsExport(target, value, to);
  return to.builder.make<AssignNode>(at, { kind: "assign", target, value, operator }, [target, value]);
}

/** module.exports = x, module.exports.name = x, exports.name = x: https://nodejs.org/api/modules.html */
function noteCommonjsExport(target: Node, value: Node, to: JavascriptLowering): void {
  if (target.kind !== "member") return;
  const { object: owner, property } = target;
  if (owner.kind === "name" && owner.name === "module" && property === "exports") to.builder.exportAll = value;
  else if (owner.kind === "name" && owner.name === "exports") to.builder.exports.set(property, value);
  else if (owner.kind === "member" && owner.property === "exports" && owner.object.kind === "name" && owner.object.name === "module")
    to.builder.exports.set(property, value);
}
