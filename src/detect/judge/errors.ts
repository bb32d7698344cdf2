import { walk, type Node, type TryNode } from "../syntax/node.ts";
import type { Happening } from "./happening.ts";
import type { Guard } from "./reach.ts";

export interface ErrorPath {
  /** Where a failure of the work ends before anybody outside learns of it. */
  swallowedBy?: { line: number; how: "caught" | "unawaited"; node: Node };
  /** At least one failure of the work leaves the handler. */
  escapes: boolean;
}

const broad = /^(Exception|BaseException|Error|object)$/;

/** Does a failure of the work reach what called the handler? */
export function errorPath(all: readonly Happening[]): ErrorPath {
  const work = all.filter((each) => (each.kind === "work" || (each.kind === "produce" && !each.deadLetter)) && !inFailurePath(each.guards));
  if (work.length === 0) return { escapes: false };
  const caught = work.map((each) => swallower(each.guards, all));
  const first = mostCovering(caught);
  const escapes = caught.some((each) => each === undefined);
  return escapes || !first ? { escapes } : { escapes, swallowedBy: first };
}

/** The place where most of the work ends; of equal ones the outermost, which comes last. */
function mostCovering(caught: readonly ErrorPath["swallowedBy"][]): ErrorPath["swallowedBy"] {
  const counts = new Map<Node, { by: NonNullable<ErrorPath["swallowedBy"]>; count: number }>();
  for (const by of caught) if (by) counts.set(by.node, { by, count: (counts.get(by.node)?.count ?? 0) + 1 });
  return [...counts.values()].reduce<{ by: NonNullable<ErrorPath["swallowedBy"]>; count: number } | undefined>(
    (best, each) => (best && best.count > each.count ? best : each),
    undefined,
  )?.by;
}

export function inFailurePath(guards: readonly Guard[]): boolean {
  return guards.some((guard) => guard.in === "catch");
}

function swallower(guards: readonly Guard[], all: readonly Happening[]): ErrorPath["swallowedBy"] {
  for (let index = guards.length - 1; index >= 0; index--) {
    const guard = guards[index]!;
    if (guard.in === "unawaited") return { line: guard.node.line, how: "unawaited", node: guard.node };
    if (guard.in !== "try" || guard.node.handlers.length === 0) continue;
    const general = guard.node.handlers.find((handler) => handler.types.length === 0 || handler.types.some((type) => broad.test(type)));
    if (!general || passesOn(guard.node, general.body, all)) continue;
    return { line: general.line, how: "caught", node: guard.node };
  }
  return undefined;
}

/** The handler throws again, rejects the message, hands it to a dead letter, reports it as failed, or exits. */
function passesOn(node: TryNode, body: Node, all: readonly Happening[]): boolean {
  const acts = all.some(
    (each) =>
      (each.kind === "reject" || (each.kind === "produce" && each.deadLetter)) &&
      each.guards.some((guard) => guard.in === "catch" && guard.node === node),
  );
  return acts || leaves(body);
}

function leaves(body: Node): boolean {
  let found = false;
  walk(body, (at) => {
    if (at.kind === "function" || at.kind === "class") return false;
    if (at.kind === "throw") found = true;
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
