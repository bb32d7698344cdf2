import type * as z from "zod";
import type { Idempotence } from "../../../model/system.ts";
import type { Analysis } from "../analysis.ts";
import { moduleOf, textOf, type Node } from "../syntax/node.ts";
import { calledAs, textsOf } from "./call-parts.ts";
import { effectOf, type Effect } from "./effects.ts";
import { inFailurePath } from "./errors.ts";
import { covers, guardOf, type CallStep, type Guard } from "./guards.ts";
import type { Happening } from "./happening.ts";
import { readChannel } from "../uses.ts";
import { leavingOf } from "./stops.ts";

/** A sign in the handler's code, with the place where it stands. */
export interface Sign {
  kind: z.infer<typeof Idempotence>;
  why: string;
  file: string;
  line: number;
  what: Effect["what"] | "guard";
}

const duplicateErrors =
  /P2002|E?11000|IntegrityError|UniqueViolation|UniqueConstraint|ConditionalCheckFailed|23505|ER_DUP_ENTRY|DuplicateKey/;
const kinds = { accumulates: "none", publishes: "none", mails: "none", opens: "unknown", sets: "natural" } as const;
const rank: Record<Sign["what"], number> = { accumulates: 0, publishes: 1, mails: 2, guard: 3, opens: 4, sets: 5 };

/**
 * What a second delivery of the same message would do, as far as reading shows. The handler is as safe as its worst effect: an effect
 * counts unless a guard before it recognises the message, and the first sign is the verdict.
 */
export function idempotenceSigns(all: readonly Happening[], analysis: Analysis): Sign[] {
  const guards = [...guardsOf(all, analysis)];
  const deciding: Guard[] = [];
  const signs = all.flatMap((step, index): Sign[] => {
    if (inFailurePath(step.guards) || isRefused(step)) return [];
    const effect = effectOf(step, all, analysis);
    if (!effect) return [];
    const covering = guards.filter(([at, guard]) => covers(guard, at, step, index, all, analysis)).map(([, guard]) => guard);
    const best = covering.filter((guard) => guard.step !== step).sort((a, b) => strength(b) - strength(a))[0];
    const doubt = best && (best.forOthers ?? committedApart(all.indexOf(best.step), index, all, analysis));
    if (best) deciding.push(doubt === undefined ? best : { ...best, kind: "unknown", why: doubt });
    return covering.length > 0 ? [] : [signAt(placeOf(step, effect, analysis), effect.what, kinds[effect.what], effect.why)];
  });
  const held = deciding.length > 0 ? deciding : guards.map(([, guard]) => guard).filter((guard) => guard.writes);
  const open = signs.some((sign) => sign.what === "opens");
  const guarded = held
    .sort((a, b) => strength(a) - strength(b))
    .map((guard) => signAt(guard.step.node, "guard", open ? "unknown" : guard.kind, guard.why));
  return [...signs, ...guarded].sort((a, b) => rank[a.what] - rank[b.what]);
}

const strength = ({ kind }: Guard) => (kind === "unknown" ? 0 : kind === "dedup-table" ? 2 : 1);

/** What was recorded is committed before the effect: a crash in between loses the effect, and the next delivery is taken for a duplicate. */
function committedApart(from: number, to: number, all: readonly Happening[], analysis: Analysis): string | undefined {
  const between = all.slice(from + 1, to).some(({ node, frame, guards }) => {
    if (node.kind !== "call" || inFailurePath(guards)) return false;
    return /^commit$/i.test(calledAs(node)) || textsOf(node, frame, analysis).some((text) => /^\s*commit\b/i.test(text));
  });
  return between ? "the message is recorded and committed before its effect: a crash in between loses the effect" : undefined;
}

function* guardsOf(all: readonly Happening[], analysis: Analysis): Generator<[number, Guard]> {
  for (const [index, step] of all.entries()) {
    if (step.node.kind !== "call" || step.kind === "produce") continue;
    const call: CallStep = { ...step, node: step.node };
    const guard = guardOf(call, all, analysis) ?? caughtDuplicate(call);
    if (guard) yield [index, { ...guard, step: step as CallStep }];
  }
}

/** A unique key refuses the second delivery and the error is taken as done. */
function caughtDuplicate(step: CallStep): Guard | undefined {
  if (step.kind !== "work") return undefined;
  const around = step.guards.some(
    (guard) =>
      guard.in === "try" &&
      guard.node.handlers.some(
        (handler) => handler.types.some((type) => duplicateErrors.test(type)) || duplicateErrors.test(textOf(handler.body)),
      ),
  );
  return around
    ? {
        step,
        kind: "idempotency-key",
        why: "a unique key refuses the second delivery and the error is taken as done",
        stops: [],
        throws: true,
        writes: true,
      }
    : undefined;
}

/** The branch throws in the end: the message is refused, whatever it did before. */
function isRefused(step: Happening): boolean {
  return step.guards.some((guard) => {
    if (guard.in !== "if") return false;
    const branch = guard.branch === "then" ? guard.node.whenTrue : guard.node.otherwise;
    return branch !== undefined && leavingOf(branch) === "throws";
  });
}

/** A message that goes out through a wrapper of the repository goes out where the wrapper is called. */
function placeOf(step: Happening, { what }: Effect, analysis: Analysis): Node {
  if (what !== "publishes" || step.kind !== "produce" || !step.frame?.call) return step.node;
  if (readChannel(step.sighting, analysis).names.length > 0) return step.node;
  return step.frame.call;
}

function signAt(node: Node, what: Sign["what"], kind: Sign["kind"], why: string): Sign {
  const file = moduleOf(node).path;
  return { kind, what, file, line: node.line, why: `${file}:${node.line}: ${why}` };
}
