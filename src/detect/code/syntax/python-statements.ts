import type { SyntaxNode } from "../../../workspace/source.ts";
import type { AssignNode, BlockNode, IfNode, LoopNode, Node, ReturnNode, ThrowNode, TryNode } from "./node.ts";
import type { LowerTable, PythonLowering } from "./python.ts";

const block = (at: SyntaxNode, to: PythonLowering): Node => to.builder.make<BlockNode>(at, { kind: "block" }, to.below(at));

function assignment(at: SyntaxNode, to: PythonLowering): Node {
  const left = at.childForFieldName("left")!;
  const value = to.maybe(at.childForFieldName("right"));
  const target = to.lower(left);
  if (!value) return to.builder.other(at, [target]);
  const operator = at.type === "augmented_assignment" ? (at.childForFieldName("operator")?.type ?? "+=") : "=";
  if (operator === "=") to.assign(left, value);
  return to.builder.make<AssignNode>(at, { kind: "assign", target, value, operator }, [target, value]);
}

function conditional(at: SyntaxNode, to: PythonLowering, rest: SyntaxNode[]): Node {
  const condition = to.lower(at.childForFieldName("condition")!);
  const then = to.lower(at.childForFieldName("consequence")!);
  const [next, ...others] = rest;
  const otherwise = next && (next.type === "elif_clause" ? conditional(next, to, others) : to.lower(next.childForFieldName("body")!));
  return to.builder.make<IfNode>(at, { kind: "if", condition, whenTrue: then, ...(otherwise && { otherwise }) }, [
    condition,
    then,
    otherwise,
  ]);
}

function tryStatement(at: SyntaxNode, to: PythonLowering): Node {
  const body = to.lower(at.childForFieldName("body")!);
  const handlers: TryNode["handlers"] = [];
  let otherwise: Node | undefined;
  let finalizer: Node | undefined;
  for (const clause of at.namedChildren) {
    const inside = clause.namedChildren.find((each) => each.type === "block");
    if (!inside) continue;
    if (clause.type === "else_clause") otherwise = to.lower(inside);
    else if (clause.type === "finally_clause") finalizer = to.lower(inside);
    else if (clause.type === "except_clause" || clause.type === "except_group_clause") {
      const caught = clause.namedChildren.find((each) => each.type !== "block" && each.type !== "comment");
      const pattern = caught?.type === "as_pattern" ? caught : undefined;
      const alias = pattern?.childForFieldName("alias") ?? (clause.childForFieldName("alias") || undefined);
      const list = pattern ? pattern.namedChild(0) : caught;
      const types = list ? (list.type === "tuple" ? list.namedChildren.map((each) => each.text) : [list.text]) : [];
      if (alias) to.assign(alias.type === "as_pattern_target" ? alias.namedChild(0)! : alias, undefined);
      handlers.push({ body: to.lower(inside), types, line: clause.startPosition.row + 1, ...(alias && { name: alias.text }) });
    }
  }
  return to.builder.make<TryNode>(at, { kind: "try", body, handlers, ...(otherwise && { otherwise }), ...(finalizer && { finalizer }) }, [
    body,
    ...handlers.map((handler) => handler.body),
    otherwise,
    finalizer,
  ]);
}

export const statements: LowerTable = {
  block,
  expression_statement: (at, to) => (at.namedChildCount === 1 ? to.lower(at.namedChild(0)!) : to.builder.other(at, to.below(at))),
  assignment,
  augmented_assignment: assignment,
  global_statement(at, to) {
    for (const name of at.namedChildren) to.globals.add(name.text);
    return to.builder.other(at, []);
  },
  return_statement(at, to) {
    const value = to.maybe(at.namedChild(0));
    return to.builder.make<ReturnNode>(at, { kind: "return", ...(value && { value }) }, [value]);
  },
  raise_statement(at, to) {
    const value = to.maybe(at.namedChild(0));
    return to.builder.make<ThrowNode>(at, { kind: "throw", ...(value && { value }) }, [value]);
  },
  if_statement: (at, to) => conditional(at, to, at.childrenForFieldName("alternative")),
  for_statement(at, to) {
    const over = to.lower(at.childForFieldName("right")!);
    to.assign(at.childForFieldName("left")!, over, ["*"], true);
    const body = to.lower(at.childForFieldName("body")!);
    return to.builder.make<LoopNode>(at, { kind: "loop", over, iterates: true, body }, [over, body]);
  },
  while_statement(at, to) {
    const over = to.lower(at.childForFieldName("condition")!);
    const body = to.lower(at.childForFieldName("body")!);
    return to.builder.make<LoopNode>(at, { kind: "loop", over, iterates: false, body }, [over, body]);
  },
  try_statement: tryStatement,
  with_statement(at, to) {
    const heads = at.descendantsOfType("with_item").filter((item) => item.parent?.parent?.id === at.id);
    const opened = heads.map((item): Node => {
      const value = item.childForFieldName("value")!;
      if (value.type !== "as_pattern") return to.lower(value);
      const init = to.lower(value.namedChild(0)!);
      const alias = value.childForFieldName("alias");
      if (alias) to.assign(alias, init);
      return init;
    });
    return to.builder.other(at, [...opened, to.lower(at.childForFieldName("body")!)]);
  },
};
