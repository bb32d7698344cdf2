import type { Frame } from "../resolve/tracer.ts";
import { enclosingFunction, findBinding, moduleOf, textOf, walk, type IfNode, type Node, type TryNode } from "../syntax/node.ts";

/** A branch on the outcome of a guard, and the call through which its function was reached. */
export interface Stop {
  node: IfNode | TryNode;
  frame: Frame | undefined;
  /** How the run ends there for a message that is already known. */
  leaves: "returns" | "throws" | undefined;
  /** Whether it leaves where the asked value is there (found, inserted) or where it is not; undefined where that is not seen. */
  leavesWhen: "present" | "absent" | undefined;
}

const maxSteps = 8;
/** Uses of a value that one question looks at. */
const maxSeen = 200;
/** A value and the name it was given: further away it may stand for its opposite. */
const maxNames = 1;

/** The branches that the result of a call decides: at the call, through a variable, or in the callers that get it returned. */
export function testsOf(node: Node, frame: Frame | undefined, steps = 0, seen = new Set<Node>()): Stop[] {
  if (steps > maxSteps || seen.has(node) || seen.size > maxSeen) return [];
  seen.add(node);
  let at = node;
  for (let parent = at.parent; parent; at = parent, parent = at.parent) {
    switch (parent.kind) {
      case "if":
        return parent.condition === at ? stopsAt(parent, node, frame, steps, seen) : [];
      case "return":
        return inCaller(node, frame, steps, seen);
      case "function":
        return parent.body === at ? inCaller(node, frame, steps, seen) : [];
      case "declare":
        return namesBoundTo(at).flatMap((name) => testsOfName(name, node, frame, steps, seen));
      case "assign":
        return parent.target.kind === "name" ? testsOfName(parent.target.name, node, frame, steps, seen) : [];
      case "call":
        if (parent.callee !== at && !/^(bool|Boolean|len|Number)$/.test(parent.callee.kind === "name" ? parent.callee.name : "")) return [];
        break;
      case "block":
      case "class":
      case "try":
      case "loop":
        return [];
      default:
    }
  }
  return [];
}

function stopsAt(node: IfNode, asked: Node, frame: Frame | undefined, steps: number, seen: Set<Node>): Stop[] {
  const ends = [node.whenTrue, node.otherwise].map((branch) => branch && leavingOf(branch));
  const leaves = ends.find((each) => each !== undefined);
  const positive = steps > maxNames ? undefined : meansPresent(node.condition, asked);
  const leavesWhen =
    leaves === undefined || positive === undefined ? undefined : positive === (ends[0] !== undefined) ? "present" : "absent";
  const stop: Stop = { node, frame, leaves, leavesWhen };
  return leaves === "returns" ? [stop, ...inCaller(node, frame, steps, seen)] : [stop];
}

/** `value`, `value > 0`, `value === 1` hold where it is there; `!value`, `value === 0`, `value is None` where it is not. */
function meansPresent(condition: Node, asked: Node): boolean | undefined {
  const text = textOf(condition).slice(0, 500).replaceAll(/\s+/g, " ");
  const own = textOf(asked).slice(0, 500).replaceAll(/\s+/g, " ");
  if (!text.includes(own)) return undefined;
  const rest = text
    .slice(text.indexOf(own) + own.length)
    .replace(/^(\.\w+|\(\)|\?|!|\[0\])*\)?/, "")
    .trim();
  const before = text.slice(0, text.indexOf(own)).replaceAll(/[\s(]|await|Boolean|bool|len/g, "");
  const negated = before === "!" || before === "not";
  if (before !== "" && !negated) return undefined;
  if (/^\)*$/.test(rest)) return !negated;
  if (/^(===?|<=?|is) ?(0|null|undefined|None|false)\)*$|^< ?1\)*$|^!==? ?1\)*$/.test(rest)) return negated;
  if (/^(!==?|>|is not) ?(0|null|undefined|None|false)\)*$|^(===?|>=) ?1\)*$/.test(rest)) return !negated;
  return undefined;
}

function inCaller(node: Node, frame: Frame | undefined, steps: number, seen: Set<Node>): Stop[] {
  const fn = enclosingFunction(node);
  return frame?.call && frame.fn === fn ? testsOf(frame.call, frame.caller, steps + 1, seen) : [];
}

/** `const result = value`, `const { rowCount } = value`. */
function namesBoundTo(value: Node): string[] {
  const { scopes } = moduleOf(value);
  for (let at: Node | undefined = value; at; at = at.parent) {
    const names = [...(scopes.get(at) ?? [])].flatMap(([name, bindings]) => (bindings.some(({ init }) => init === value) ? [name] : []));
    if (names.length > 0) return names;
  }
  return [];
}

function testsOfName(name: string, from: Node, frame: Frame | undefined, steps: number, seen: Set<Node>): Stop[] {
  const around = enclosingFunction(from);
  const binding = findBinding(from, name)?.[0];
  const stops: Stop[] = [];
  const root = around?.body ?? moduleOf(from).root;
  walk(root, (at) => {
    if (at.kind !== "name" || at.name !== name || at.end <= from.end || findBinding(at, name)?.[0] !== binding) return;
    if (at.parent?.kind === "assign" && at.parent.target === at) return;
    stops.push(...testsOf(at, frame, steps + 1, seen));
  });
  return stops;
}

/** How the last statement of a branch leaves the function or the turn of a loop. */
export function leavingOf(branch: Node): Stop["leaves"] {
  const last = branch.kind === "block" ? branch.children.at(-1) : branch;
  if (!last) return undefined;
  if (last.kind === "return") return "returns";
  if (last.kind === "throw") return "throws";
  if (last.kind === "other" && /^(continue|break)/.test(last.what)) return "returns";
  if (last.kind === "if" && last.otherwise) {
    const [first, second] = [leavingOf(last.whenTrue), leavingOf(last.otherwise)];
    return first && second;
  }
  return last.kind === "block" || (last.kind === "other" && last.children.length === 1)
    ? last.children.length > 0
      ? leavingOf(last.children.at(-1)!)
      : undefined
    : undefined;
}

/** Is something inside the run of a function that a frame stands for? Without a frame it is the handler itself. */
export function runsInside(inner: Frame | undefined, outer: Frame | undefined): boolean {
  if (outer === undefined) return true;
  for (let at = inner; at; at = at.caller) if (at === outer) return true;
  return false;
}
