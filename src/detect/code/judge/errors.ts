import { enclosingFunction, walk, type LoopNode, type Node, type TryNode } from "../syntax/node.ts";
import type { Happening } from "./happening.ts";
import type { Guard } from "./reach.ts";
import { leavingOf, testsOf } from "./stops.ts";

interface Swallower {
  line: number;
  /** finally: an acknowledgement there takes place after a failure too. */
  how: "caught" | "unawaited" | "finally";
  node: Node;
}

export interface ErrorPath {
  /** Where a failure of the work ends before anybody outside learns of it. */
  swallowedBy?: Swallower;
  /** At least one failure of the work leaves the handler. */
  escapes: boolean;
}

const broad = /^(Exception|BaseException|Error|object)$/;
const keeping = /^(insert|save|create|update|upsert|put|store|record|mark|persist|add)([A-Z_]|$)/;

export function isWork(each: Happening): boolean {
  const acts = each.kind === "work" ? !isConstruction(each) : each.kind === "produce" && !each.deadLetter;
  return acts && !inFailurePath(each.guards);
}

/** Making an object is no work, unless it is thrown or is a command that is handed over. */
function isConstruction({ node }: Happening): boolean {
  return (
    node.kind === "call" &&
    node.isNew &&
    !node.awaited &&
    node.parent?.kind !== "throw" &&
    !(node.parent?.kind === "call" && node.parent.callee !== node)
  );
}

/** Does a failure of the work reach what called the handler? */
export function errorPath(all: readonly Happening[]): ErrorPath {
  const work = all.filter(isWork);
  if (work.length === 0) return { escapes: false };
  const caught = work.map((each) => swallower(each.guards, all));
  const first = mostCovering(caught);
  const escapes = caught.some((each) => each === undefined);
  return escapes || !first ? { escapes } : { escapes, swallowedBy: first };
}

/** The place where most of the work ends; of equal ones the outermost, which comes last. */
function mostCovering(caught: readonly (Swallower | undefined)[]): Swallower | undefined {
  const counts = new Map<Node, { by: Swallower; count: number }>();
  for (const by of caught) if (by) counts.set(by.node, { by, count: (counts.get(by.node)?.count ?? 0) + 1 });
  return [...counts.values()].reduce<{ by: Swallower; count: number } | undefined>(
    (best, each) => (best && best.count > each.count ? best : each),
    undefined,
  )?.by;
}

export function inFailurePath(guards: readonly Guard[]): boolean {
  return guards.some((guard) => guard.in === "catch");
}

function swallower(guards: readonly Guard[], all: readonly Happening[]): Swallower | undefined {
  for (let index = guards.length - 1; index >= 0; index--) {
    const guard = guards[index]!;
    if (guard.in === "unawaited") return { line: guard.node.line, how: "unawaited", node: guard.node };
    if (guard.in !== "try") continue;
    const { node } = guard;
    const general = node.handlers.find((handler) => handler.types.length === 0 || handler.types.some((type) => broad.test(type)));
    if (!general || passesOn(node, general.body, all)) {
      const settled = settledFinally(node, all);
      if (settled) return settled;
      continue;
    }
    if (isTold(guard, all)) continue;
    const loop = retriedBy(guards.slice(0, index), node);
    if (!loop) return { line: general.line, how: "caught", node };
    if (!passesOnAfter(loop, all)) return { line: loop.line, how: "caught", node };
  }
  return undefined;
}

/** `finally { ack(message) }`, and no acknowledgement elsewhere. */
function settledFinally(node: TryNode, all: readonly Happening[]): Swallower | undefined {
  const acks = all.filter((each) => each.kind === "acknowledge");
  const here = acks.filter((each) => each.guards.some((guard) => guard.in === "finally" && guard.node === node));
  return here.length > 0 && here.length === acks.length && !all.some((each) => each.kind === "reject")
    ? { line: here[0]!.node.line, how: "finally", node }
    : undefined;
}

/** The handler throws again, rejects the message, publishes or keeps the failure, reports it as failed, or exits. */
function passesOn(node: TryNode, body: Node, all: readonly Happening[]): boolean {
  const inside = all.filter((each) => each.guards.some((guard) => guard.in === "catch" && guard.node === node));
  return inside.some((each) => each.kind === "reject" || each.kind === "produce" || keeps(each)) || leaves(body);
}

function keeps({ kind, node }: Happening): boolean {
  if (kind !== "work" || node.kind !== "call") return false;
  const name = node.callee.kind === "member" ? node.callee.property : node.callee.kind === "name" ? node.callee.name : "";
  const says = node.args.some(({ value }) => value.kind === "string" && /^\s*(insert|update)\b/i.test(value.value.slice(0, 80)));
  return says || (keeping.test(name) && node.callee.kind === "member");
}

/** The caller is told by what the function returns, and acts on it: it acknowledges only then, rejects, or leaves. */
function isTold({ frame }: Extract<Guard, { in: "try" }>, all: readonly Happening[]): boolean {
  if (!frame?.call) return false;
  return testsOf(frame.call, frame.caller).some(
    ({ node, leaves: way }) =>
      way !== undefined ||
      all.some(
        (each) =>
          (each.kind === "acknowledge" || each.kind === "reject" || each.kind === "produce") &&
          each.guards.some((guard) => guard.in === "if" && guard.node === node),
      ),
  );
}

/** The loop that runs a block again until it leaves by itself. */
function retriedBy(outer: readonly Guard[], node: TryNode): LoopNode | undefined {
  const around = outer.findLast((guard) => guard.in === "loop")?.node;
  if (around?.kind !== "loop" || around.iterates || enclosingFunction(around) !== enclosingFunction(node)) return undefined;
  return isBounded(around) && endsOnSuccess(node) ? around : undefined;
}

/** `for (let i = 0; i < 4; i++)`, `while attempt < 4`, no `while (true)`. */
function isBounded({ over }: LoopNode): boolean {
  return over !== undefined && over.kind !== "literal";
}

/** The block leaves the loop or the function when it succeeds. */
export function endsOnSuccess({ body, otherwise }: TryNode): boolean {
  let found = otherwise !== undefined && leavingOf(otherwise) === "returns";
  walk(body, (at) => {
    if (at.kind === "function" || at.kind === "class" || at.kind === "loop") return false;
    if (at.kind === "return" || (at.kind === "other" && at.what === "break_statement")) found = true;
    return undefined;
  });
  return found;
}

/** After the last attempt the function publishes, rejects or throws. */
function passesOnAfter(loop: LoopNode, all: readonly Happening[]): boolean {
  const fn = enclosingFunction(loop);
  if (
    all.some(
      (each) => (each.kind === "reject" || each.kind === "produce") && each.node.start > loop.end && enclosingFunction(each.node) === fn,
    )
  )
    return true;
  const rest = loop.parent?.children.filter((each) => each.start > loop.end) ?? [];
  return rest.some(leaves);
}

function leaves(body: Node): boolean {
  let found = false;
  walk(body, (at) => {
    if (at.kind === "function" || at.kind === "class") return false;
    if (at.kind === "throw") found = true;
    if (at.kind === "object" && at.entries.some((entry) => entry.key === "batchItemFailures")) found = true;
    if (at.kind === "call") {
      const { callee } = at;
      const name = callee.kind === "member" ? callee.property : callee.kind === "name" ? callee.name : "";
      if (["exit", "abort", "kill", "reject"].includes(name) || (name === "_exit" && callee.kind === "member")) found = true;
      if (["push", "append", "add"].includes(name) && mentionsFailure(at)) found = true;
    }
    return undefined;
  });
  return found;
}

/** A partial batch response names the messages that failed. */
function mentionsFailure(node: Node): boolean {
  let found = false;
  walk(node, (at) => {
    if (at.kind === "object" && at.entries.some((entry) => entry.key === "itemIdentifier")) found = true;
    if (at.kind === "name" && /fail/i.test(at.name)) found = true;
  });
  return found;
}
