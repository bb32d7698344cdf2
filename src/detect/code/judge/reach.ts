import type { Analysis } from "../analysis.ts";
import type { Frame, Ref } from "../resolve/tracer.ts";
import { moduleOf, type AssignNode, type CallNode, type FunctionNode, type IfNode, type Node, type TryNode } from "../syntax/node.ts";

/** What stands around a step, from the outside in. */
export type Guard =
  | { in: "try"; node: TryNode; frame: Frame | undefined }
  | { in: "catch"; node: TryNode }
  | { in: "finally"; node: TryNode }
  | { in: "if"; node: IfNode; branch: "then" | "else" }
  | { in: "loop"; node: Node }
  /** Started and not waited for: its failure reaches nobody. */
  | { in: "unawaited"; node: CallNode };

/** A call or assignment that runs when a message is handled, in the order of the source. */
export interface Step {
  node: CallNode | AssignNode;
  frame: Frame | undefined;
  guards: readonly Guard[];
  /** The repository's own functions it reaches, when there are any: then the call itself does nothing else. */
  enters: boolean;
}

const maxDepth = 6;
const maxFunctions = 200;
/** The same function from so many places; a wrapper around a publish is called often. */
const maxTimes = 16;

export interface Start {
  /** A function, or the loop or block in which messages are handled. */
  node: Node;
  frame?: Frame | undefined;
}

/** Everything that handling a message runs, with the functions of the repository that it calls. */
export function reach(start: Start, analysis: Analysis): Step[] {
  const steps: Step[] = [];
  const entered = new Map<FunctionNode, number>();
  let functions = 0;

  function visit(node: Node, frame: Frame | undefined, guards: readonly Guard[], depth: number): void {
    switch (node.kind) {
      case "function":
        if (isCallback(node))
          visit(node.body, frame, dropsPromise(node) ? [...guards, { in: "unawaited", node: node.parent }] : guards, depth);
        return;
      case "class":
        return;
      case "try": {
        visit(node.body, frame, [...guards, { in: "try", node, frame }], depth);
        for (const handler of node.handlers) visit(handler.body, frame, [...guards, { in: "catch", node }], depth);
        if (node.otherwise) visit(node.otherwise, frame, guards, depth);
        if (node.finalizer) visit(node.finalizer, frame, [...guards, { in: "finally", node }], depth);
        return;
      }
      case "if":
        visit(node.condition, frame, guards, depth);
        visit(node.whenTrue, frame, [...guards, { in: "if", node, branch: "then" }], depth);
        if (node.otherwise) visit(node.otherwise, frame, [...guards, { in: "if", node, branch: "else" }], depth);
        return;
      case "loop":
        for (const child of node.children) visit(child, frame, [...guards, { in: "loop", node }], depth);
        return;
      case "call":
        return call(node, frame, guards, depth);
      case "assign":
        for (const child of node.children) visit(child, frame, guards, depth);
        steps.push({ node, frame, guards, enters: false });
        return;
      default:
        for (const child of node.children) visit(child, frame, guards, depth);
    }
  }

  function call(node: CallNode, frame: Frame | undefined, guards: readonly Guard[], depth: number): void {
    for (const child of node.children) visit(child, frame, guards, depth);
    const ref: Ref = { node, frame };
    const targets = depth >= maxDepth ? [] : functionsOf(ref, analysis);
    steps.push({ node, frame, guards, enters: targets.length > 0 });
    for (const target of targets) {
      const times = entered.get(target) ?? 0;
      if (times >= maxTimes || functions++ >= maxFunctions) continue;
      entered.set(target, times + 1);
      const inner = analysis.tracer.enter(ref, target);
      if (!inner) continue;
      const lost = target.isAsync && moduleOf(node).language === "javascript" && isDropped(node);
      visit(target.body, inner, lost ? [...guards, { in: "unawaited", node }] : guards, depth + 1);
    }
  }

  const { node } = start;
  visit(node.kind === "function" ? node.body : node, start.frame, [], 0);
  return steps;
}

function functionsOf(ref: Ref, { tracer }: Analysis): FunctionNode[] {
  const { node, frame } = ref;
  if (node.kind !== "call") return [];
  const found = tracer.trace({ node: node.callee, frame }).flatMap(({ node: target }): FunctionNode[] => {
    if (target.kind === "function") return [target];
    const ctor = target.kind === "class" ? (target.methods.get("constructor") ?? target.methods.get("__init__")) : undefined;
    return ctor ? [ctor] : [];
  });
  return found.filter((fn) => fn.parent !== node);
}

/** A function written in place as an argument runs with the call; a declared one runs when somebody calls it. */
function isCallback(node: FunctionNode): boolean {
  return node.parent?.kind === "call" || node.parent?.kind === "return";
}

/** `forEach(async …)` ignores the promises, and so does a map whose result nobody takes. */
function dropsPromise(node: FunctionNode): node is FunctionNode & { parent: CallNode } {
  const { parent } = node;
  if (!node.isAsync || parent?.kind !== "call" || parent.callee.kind !== "member" || moduleOf(node).language !== "javascript") return false;
  const { property } = parent.callee;
  return property === "forEach" || (property === "map" && isDropped(parent));
}

/** A promise that is neither awaited, returned, stored nor combined. */
function isDropped(node: CallNode): boolean {
  if (node.awaited) return false;
  let at: Node = node;
  while (at.parent?.kind === "member" || (at.parent?.kind === "call" && at.parent.callee === at)) {
    at = at.parent;
    if (at.kind === "call" && at.awaited) return false;
  }
  const { parent } = at;
  if (!parent) return true;
  if (parent.kind === "other") return parent.what === "unary_expression" || parent.what.startsWith("switch");
  return parent.kind === "block" || parent.kind === "if" || (parent.kind === "function" && parent.body !== at);
}
