import type { SyntaxNode } from "../../../workspace/source.ts";
import { bindPattern } from "./javascript-patterns.ts";
import { typeName } from "./javascript-types.ts";
import type { JavascriptLowering, LowerTable } from "./javascript.ts";
import type { BlockNode, DeclareNode, IfNode, LoopNode, Node, ReturnNode, ThrowNode, TryNode } from "./node.ts";

const block = (at: SyntaxNode, to: JavascriptLowering): BlockNode =>
  to.builder.scoped(() => to.builder.make<BlockNode>(at, { kind: "block" }, to.below(at)));

function declaration(at: SyntaxNode, to: JavascriptLowering): Node {
  const { builder } = to;
  const inits: Node[] = [];
  for (const each of at.namedChildren) {
    if (each.type !== "variable_declarator") continue;
    const init = to.maybe(each.childForFieldName("value"));
    const type = typeName(each.childForFieldName("type"));
    bindPattern(each.childForFieldName("name")!, to, { init, type });
    if (init) inits.push(init);
  }
  const first = inits[0];
  return builder.make<DeclareNode>(at, { kind: "declare", bindings: [], ...(first && { init: first }) }, inits);
}

function value(at: SyntaxNode): SyntaxNode | undefined {
  return at.namedChildren.find((child) => child.type !== "comment");
}

function loop(at: SyntaxNode, to: JavascriptLowering): Node {
  return to.builder.scoped(() => {
    const left = at.childForFieldName("left");
    const overAt = at.childForFieldName("right") ?? at.childForFieldName("condition");
    const over = to.maybe(overAt);
    const initializer = to.maybe(at.childForFieldName("initializer"));
    if (left && over) bindPattern(left, to, { init: over, path: ["*"], kind: "element" });
    const body = to.lower(at.childForFieldName("body")!);
    return to.builder.make<LoopNode>(at, { kind: "loop", ...(over && { over }), iterates: left !== null, body }, [initializer, over, body]);
  });
}

export const statements: LowerTable = {
  statement_block: block,
  class_static_block: block,
  switch_body: block,
  lexical_declaration: declaration,
  variable_declaration: declaration,
  expression_statement(at, to) {
    const inner = value(at);
    return inner ? to.lower(inner) : to.builder.other(at, []);
  },
  return_statement(at, to) {
    const inner = value(at);
    const lowered = inner && to.lower(inner);
    return to.builder.make<ReturnNode>(at, { kind: "return", ...(lowered && { value: lowered }) }, [lowered]);
  },
  throw_statement(at, to) {
    const inner = value(at);
    const lowered = inner && to.lower(inner);
    return to.builder.make<ThrowNode>(at, { kind: "throw", ...(lowered && { value: lowered }) }, [lowered]);
  },
  if_statement(at, to) {
    const condition = to.lower(at.childForFieldName("condition")!);
    const then = to.lower(at.childForFieldName("consequence")!);
    const otherwise = to.maybe(at.childForFieldName("alternative"));
    return to.builder.make<IfNode>(at, { kind: "if", condition, whenTrue: then, ...(otherwise && { otherwise }) }, [
      condition,
      then,
      otherwise,
    ]);
  },
  else_clause(at, to) {
    const inner = value(at);
    return inner ? to.lower(inner) : to.builder.other(at, []);
  },
  for_statement: loop,
  for_in_statement: loop,
  while_statement: loop,
  do_statement: loop,
  try_statement(at, to) {
    const body = to.lower(at.childForFieldName("body")!);
    const clause = at.childForFieldName("handler");
    const handlers: TryNode["handlers"] = [];
    if (clause) {
      const name = clause.childForFieldName("parameter")?.text;
      const caught = to.builder.scoped(() => {
        const parameter = clause.childForFieldName("parameter");
        if (parameter) bindPattern(parameter, to, { init: undefined });
        return to.lower(clause.childForFieldName("body")!);
      });
      handlers.push({ body: caught, types: [], line: clause.startPosition.row + 1, ...(name !== undefined && { name }) });
    }
    const last = at.childForFieldName("finalizer")?.childForFieldName("body") ?? null;
    const finalizer = to.maybe(last);
    return to.builder.make<TryNode>(at, { kind: "try", body, handlers, ...(finalizer && { finalizer }) }, [
      body,
      ...handlers.map((handler) => handler.body),
      finalizer,
    ]);
  },
};
