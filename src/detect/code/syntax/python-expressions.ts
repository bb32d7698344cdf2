import type { SyntaxNode } from "../../../workspace/source.ts";
import type {
  Argument,
  ArrayNode,
  CallNode,
  EitherNode,
  Entry,
  FunctionNode,
  IndexNode,
  LiteralNode,
  MemberNode,
  Node,
  ObjectNode,
  StringNode,
  TemplateNode,
} from "./node.ts";
import { parametersOf } from "./python-functions.ts";
import type { LowerTable, PythonLowering } from "./python.ts";

const literal = (value: number | boolean | null) => (at: SyntaxNode, to: PythonLowering) =>
  to.builder.make<LiteralNode>(at, { kind: "literal", value }, []);

const named = (at: SyntaxNode): SyntaxNode[] => at.namedChildren.filter((child) => child.type !== "comment");

const inner = (at: SyntaxNode, to: PythonLowering): Node => {
  const child = named(at)[0];
  return child ? to.lower(child) : to.builder.other(at, []);
};

const simpleEscapes: Record<string, string> = { "\\n": "\n", "\\t": "\t", "\\r": "\r", '\\"': '"', "\\'": "'", "\\\\": "\\" };

function string(at: SyntaxNode, to: PythonLowering): Node {
  const parts = named(at).flatMap((part): Node[] => {
    if (part.type === "interpolation") return [to.lower(part.childForFieldName("expression") ?? part.namedChild(0)!)];
    if (part.type !== "string_content") return [];
    const value = part.text.replaceAll(/\\[ntr"'\\]/g, (escape) => simpleEscapes[escape]!);
    return [to.builder.make<StringNode>(part, { kind: "string", value }, [])];
  });
  if (parts.every((part) => part.kind === "string"))
    return to.builder.make<StringNode>(at, { kind: "string", value: parts.map((part) => part.value).join("") }, []);
  return to.builder.make<TemplateNode>(at, { kind: "template", parts }, parts);
}

function call(at: SyntaxNode, to: PythonLowering): Node {
  const callee = to.lower(at.childForFieldName("function")!);
  const given = at.childForFieldName("arguments");
  const list = given?.type === "argument_list" ? named(given) : given ? [given] : [];
  const args = list.map((each): Argument => {
    if (each.type === "keyword_argument") {
      const name = each.childForFieldName("name")!.text;
      return { name, value: to.lower(each.childForFieldName("value")!) };
    }
    if (each.type === "list_splat" || each.type === "dictionary_splat") return { spread: true, value: inner(each, to) };
    return { value: to.lower(each) };
  });
  const children = [callee, ...args.map((each) => each.value)];
  return to.builder.make<CallNode>(at, { kind: "call", callee, args, isNew: false, awaited: false, typeArguments: [] }, children);
}

function dictionary(at: SyntaxNode, to: PythonLowering): Node {
  const children: Node[] = [];
  const entries = named(at).flatMap((each): Entry[] => {
    if (each.type === "dictionary_splat") {
      const value = inner(each, to);
      children.push(value);
      return [{ value }];
    }
    if (each.type !== "pair") return [];
    const key = to.lower(each.childForFieldName("key")!);
    const value = to.lower(each.childForFieldName("value")!);
    children.push(key, value);
    return [key.kind === "string" ? { key: key.value, value } : { computed: key, value }];
  });
  return to.builder.make<ObjectNode>(at, { kind: "object", entries }, children);
}

function list(at: SyntaxNode, to: PythonLowering): Node {
  const items = named(at).map((each) => ({
    spread: each.type === "list_splat",
    value: each.type === "list_splat" ? inner(each, to) : to.lower(each),
  }));
  return to.builder.make<ArrayNode>(
    at,
    { kind: "array", items },
    items.map((item) => item.value),
  );
}

/** `[f(x) for x in xs]` is an array of what its body can be. */
function comprehension(at: SyntaxNode, to: PythonLowering): Node {
  return to.builder.scoped(() => {
    const rest = named(at).filter((each) => each.type === "for_in_clause" || each.type === "if_clause");
    const heads = rest.flatMap((each) => {
      if (each.type === "if_clause") return to.below(each);
      const over = to.lower(each.childForFieldName("right")!);
      to.assign(each.childForFieldName("left")!, over, ["*"], true);
      return [over];
    });
    const value = to.lower(at.childForFieldName("body")!);
    return to.builder.make<ArrayNode>(at, { kind: "array", items: [{ value, spread: false }] }, [...heads, value]);
  });
}

function either(at: SyntaxNode, options: Node[], operator: EitherNode["operator"], to: PythonLowering, extra?: Node): Node {
  return to.builder.make<EitherNode>(at, { kind: "either", options, operator }, extra ? [extra, ...options] : options);
}

export const expressions: LowerTable = {
  string,
  concatenated_string(at, to) {
    const parts = to.below(at);
    return to.builder.make<TemplateNode>(at, { kind: "template", parts }, parts);
  },
  integer: (at, to) => literal(Number(at.text))(at, to),
  float: (at, to) => literal(Number(at.text))(at, to),
  true: literal(true),
  false: literal(false),
  none: literal(null),
  identifier: (at, to) => (at.text === to.selves.at(-1) ? to.builder.make(at, { kind: "this" }, []) : to.builder.name(at, at.text)),
  attribute(at, to) {
    const object = to.lower(at.childForFieldName("object")!);
    const property = at.childForFieldName("attribute")!;
    const propertyLine = property.startPosition.row + 1;
    return to.builder.make<MemberNode>(at, { kind: "member", object, property: property.text, propertyLine }, [object]);
  },
  subscript(at, to) {
    if (at.childForFieldName("subscript")?.type === "slice") return to.lower(at.childForFieldName("value")!);
    const [object, index] = [to.lower(at.childForFieldName("value")!), to.lower(at.childForFieldName("subscript")!)];
    return to.builder.make<IndexNode>(at, { kind: "index", object, index }, [object, index]);
  },
  call,
  dictionary,
  list,
  tuple: list,
  set: list,
  expression_list: list,
  list_comprehension: comprehension,
  set_comprehension: comprehension,
  generator_expression: comprehension,
  parenthesized_expression: inner,
  await(at, to) {
    const awaited = inner(at, to);
    if (awaited.kind === "call") awaited.awaited = true;
    return awaited;
  },
  binary_operator(at, to) {
    const sides = [to.lower(at.childForFieldName("left")!), to.lower(at.childForFieldName("right")!)];
    const operator = at.childForFieldName("operator")?.type ?? "";
    if (operator === "+") return to.builder.make<TemplateNode>(at, { kind: "template", parts: sides }, sides);
    const made = to.builder.other(at, sides);
    made.what = `binary ${operator}`;
    return made;
  },
  boolean_operator(at, to) {
    const options = [to.lower(at.childForFieldName("left")!), to.lower(at.childForFieldName("right")!)];
    return either(at, options, at.childForFieldName("operator")?.type === "and" ? "&&" : "||", to);
  },
  conditional_expression(at, to) {
    const [then, condition, otherwise] = to.below(at);
    return then && condition && otherwise ? either(at, [then, otherwise], "?:", to, condition) : to.builder.other(at, []);
  },
  named_expression(at, to) {
    const value = to.lower(at.childForFieldName("value")!);
    to.assign(at.childForFieldName("name")!, value);
    return value;
  },
  lambda: (at, to) =>
    to.builder.scoped(() => {
      const { parameters, done } = parametersOf(at.childForFieldName("parameters"), to);
      const body = to.lower(at.childForFieldName("body")!);
      return done(
        to.builder.make<FunctionNode>(at, { kind: "function", parameters, body, getter: false, isAsync: false, decorators: [] }, [body]),
      );
    }),
};
