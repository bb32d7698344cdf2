import type { Analysis } from "../analysis.ts";
import { enclosingFunction, moduleOf, textOf, walk, type Node } from "../syntax/node.ts";
import { calledAs, calleeText, chain, isGenerated, keysOf, textsOf, valueOf } from "./call-parts.ts";
import type { Happening } from "./happening.ts";
import { conflictParameter, guardsItself, insertGuard, leavesState } from "./sql.ts";
import { leavingOf, runsInside, testsOf, type Stop } from "./stops.ts";

type Call = Extract<Happening["node"], { kind: "call" }>;
/** A step that is a call. */
export type CallStep = Happening & { node: Call };

/** Something that recognises a second delivery, as far as it does. */
export interface Guard {
  step: CallStep;
  kind: "dedup-table" | "idempotency-key" | "optimistic-lock" | "unknown";
  why: string;
  /** The branches that its outcome decides; without any it guards nothing but its own write. */
  stops: readonly Stop[];
  /** A second delivery makes it fail, which ends the run unless somebody catches it. */
  throws: boolean;
  /** It writes by itself, so that it is an effect which takes place once. */
  writes: boolean;
  /** Why it cannot be trusted to keep other effects from being repeated. */
  forOthers?: string;
}

const dedupStore = /processed[_-]?(events?|messages?)|inbox|idempoten|dedup|(handled|seen)[_-]?(events?|messages?)/i;
const processedTable = /\b(?:from|into)\s+["`\w.]*processed/i;
const processedModel = /\bprocessed\w*\.\w+$/i;
const guardCalls =
  /^(orIgnore|onConflictDoNothing|on_conflict_do_nothing|setnx|setIfAbsent|makeIdempotent|makeHandlerIdempotent|idempotent|idempotent_function)$/;
const guardKeys = new Set(["skipDuplicates", "ignoreDuplicates", "ignore_conflicts", "NX", "nx", "$setOnInsert"]);
const stored = /create|insert|save|add|put|record|register|mark|remember|claim|acquire|begin|start|try|process/i;
const asked = /^(exists?|find|get|has|check|seen|count|is|was|already|fetch|select|lookup|load)(?![a-z]*(Or|And)[A-Z_])|exists?$/i;
const ofMessage = /(event|message|msg|delivery|request|idempotency|dedup\w*|correlation)[_.]?(id|key)\b|\bid\b|\bkey\b|offset/i;

/** The guard that a call is, when it is one; undefined too where its key is made up anew on each delivery. */
export function guardOf(step: CallStep, all: readonly Happening[], analysis: Analysis): Guard | undefined {
  const { node, frame } = step;
  const name = calledAs(node);
  const texts = textsOf(node, frame, analysis);
  const said = texts.some((text) => dedupStore.test(text) || processedTable.test(text));
  const dedup = said || dedupStore.test(calleeText(node)) || processedModel.test(calleeText(node));
  const base = {
    step,
    get stops() {
      return outcomesOf(node, frame);
    },
    throws: false,
    writes: true,
  };
  const condition = valueOf(node, /^ConditionExpression$/);
  if (texts.some((text) => /attribute_not_exists/.test(text)) || (condition && /\.not_exists\(/.test(textOf(condition))))
    return { ...base, kind: dedup ? "dedup-table" : "idempotency-key", throws: true, why: "conditional write attribute_not_exists" };
  if (texts.some(guardsItself))
    return { ...base, kind: dedup ? "dedup-table" : "idempotency-key", why: "the insert of the same statement decides" };
  if (isVersioned(node, texts)) return { ...base, kind: "optimistic-lock", why: "writes only when the version is the one it read" };
  const once = texts.map(insertGuard).find((found) => found !== undefined);
  if (once !== undefined) {
    if (hasNewKey(step, texts, analysis)) return undefined;
    const guard = { ...base, stops: base.stops.filter((stop) => stop.leavesWhen !== "present") };
    const own = { ...guard, kind: dedup ? "dedup-table" : "idempotency-key", why: once } as const;
    return isKeyOfAnother(step, texts, analysis) ? { ...own, forOthers: `${once}, under a key that is not the message's own` } : own;
  }
  if (texts.some(leavesState)) return { ...base, kind: "optimistic-lock", why: "changes a row only in the state that it leaves" };
  if (/^s_?add$/i.test(name) && base.stops.length > 0)
    return { ...base, kind: "unknown", why: `${name} records the message before its effect: a crash in between loses it` };
  const keys = keysOf(node);
  const locks = name === "setnx" || name === "setIfAbsent" || keys.some((key) => /^nx$/i.test(key)) || isNxWord(node);
  if (locks) return lock(step, all, base, analysis);
  if (guardCalls.test(name) || keys.some((key) => guardKeys.has(key))) {
    if (hasNewKey(step, texts, analysis)) return undefined;
    return { ...base, kind: dedup ? "dedup-table" : "idempotency-key", why: `${name} writes once per key` };
  }
  const key = valueOf(node, /^idempotency[_-]?key$/i);
  if (key && !isGenerated({ node: key, frame }, analysis))
    return { ...base, kind: "idempotency-key", why: "the receiver recognises it by its idempotency key" };
  if (!dedup || step.kind === "acknowledge" || step.enters) return undefined;
  const what = said ? "the statement" : calleeText(node);
  const reads = texts.some((text) => /^\s*select\b/i.test(text)) || asked.test(name);
  if (reads) {
    const together = isTransactional(all, analysis);
    return base.stops.length === 0
      ? undefined
      : {
          ...base,
          stops: base.stops.filter((stop) => stop.leavesWhen !== "absent"),
          writes: false,
          kind: together ? "dedup-table" : "unknown",
          why: together
            ? `${what} remembers what was handled`
            : `${what} is asked before and written after the work, in no transaction that is seen`,
        };
  }
  const inserts = texts.some((text) => /^\s*insert\b/i.test(text)) || stored.test(name);
  return inserts ? { ...base, throws: true, kind: "dedup-table", why: `${what} remembers what was handled` } : undefined;
}

/** The branches on the result of a call; in Python's database interface the result is on the cursor. */
function outcomesOf(node: Call, frame: CallStep["frame"]): readonly Stop[] {
  const direct = testsOf(chain(node).at(-1)!, frame);
  const { callee } = node;
  if (direct.length > 0 || callee.kind !== "member" || !callee.property.startsWith("execute")) return direct;
  const owner = textOf(callee.object);
  const around = enclosingFunction(node)?.body ?? moduleOf(node).root;
  const asked: Node[] = [];
  let next = Infinity;
  walk(around, (at) => {
    if (at.start <= node.end || at.kind !== "member" || textOf(at.object) !== owner) return;
    if (at.property.startsWith("execute")) next = Math.min(next, at.start);
    else if (/^(rowcount|fetchone|fetchall)$/.test(at.property)) asked.push(at.parent?.kind === "call" ? at.parent : at);
  });
  return asked.filter((each) => each.start < next).flatMap((each) => testsOf(each, frame));
}

/** The row is remembered under a field of the message that names something else: a customer, an account. */
function isKeyOfAnother(step: CallStep, texts: readonly string[], { tracer }: Analysis): boolean {
  const position = texts.map(conflictParameter).find((each) => each !== undefined);
  const value = position === undefined ? undefined : valuesOf(step.node)[position];
  if (!value) return false;
  const all = [value, ...tracer.trace({ node: value, frame: step.frame }).map(({ node }) => node)].map((node) => textOf(node));
  return all.some((text) => /_id$|[a-z]Id$/.test(text)) && !all.some((text) => ofMessage.test(text));
}

/** SET … NX: it remembers the message, unless it is a lock that is given back or a name that every message has. */
function lock(
  { node, frame }: CallStep,
  all: readonly Happening[],
  base: Omit<Guard, "kind" | "why">,
  analysis: Analysis,
): Guard | undefined {
  const key = node.args[0]?.value;
  if (!key || isGenerated({ node: key, frame }, analysis)) return undefined;
  const text = textOf(key);
  const traced = analysis.tracer.trace({ node: key, frame }).map((each) => textOf(each.node));
  if (![text, ...traced].some((each) => ofMessage.test(each))) return undefined;
  const givenBack = all.some(
    (each) =>
      each.node.kind === "call" &&
      /^(del|delete|unlink|expire|release)$/i.test(calledAs(each.node)) &&
      !each.guards.some((guard) => guard.in === "catch") &&
      each.node.args[0] !== undefined &&
      textOf(each.node.args[0].value) === text,
  );
  if (givenBack || (base.stops.length > 0 && base.stops.every((stop) => stop.leaves === "throws"))) return undefined;
  const seconds = lifetime(node);
  return seconds !== undefined && seconds < 86_400
    ? { ...base, kind: "unknown", why: `${calledAs(node)} forgets the message after ${seconds} s` }
    : { ...base, kind: "idempotency-key", why: `${calledAs(node)} writes once per key` };
}

/** `"EX", 60`, `{ EX: 60 }`, `ex=60`; PX counts milliseconds. */
function lifetime(node: Call): number | undefined {
  const plain = node.args.map(({ value }) => value);
  for (const [word, unit] of [
    ["ex", 1],
    ["px", 1_000],
  ] as const) {
    const at = plain.findIndex((value) => value.kind === "string" && value.value.toLowerCase() === word);
    const value = at >= 0 ? plain[at + 1] : valueOf(node, new RegExp(`^${word}$`, "i"));
    if (value?.kind === "literal" && typeof value.value === "number") return value.value / unit;
  }
  return undefined;
}

function isNxWord(node: Call): boolean {
  return node.args.some(({ value }) => value.kind === "string" && value.value.toUpperCase() === "NX");
}

/** The key under which a row is written once is another one on each delivery. */
export function hasNewKey({ node, frame }: CallStep, texts: readonly string[], analysis: Analysis): boolean {
  const key = valueOf(node, /^(where|Key|filter)$/);
  const isNew = (value: Node) => isGenerated({ node: value, frame }, analysis);
  if (key) return isNew(key);
  const position = texts.map(conflictParameter).find((each) => each !== undefined);
  const values = valuesOf(node);
  if (position !== undefined) return values[position] !== undefined && isNew(values[position]);
  return values.length > 0 && texts.some((text) => insertGuard(text) !== undefined) && values.every(isNew);
}

/** The values for the parameters of a statement, in order. */
function valuesOf(node: Call): Node[] {
  return chain(node)
    .flatMap((call) => call.args.map(({ value }) => value))
    .filter((value) => value.kind !== "string" && value.kind !== "template")
    .flatMap((value) => (value.kind === "array" ? value.items.map((item) => item.value) : [value]));
}

function isVersioned(node: Call, texts: readonly string[]): boolean {
  if (texts.some((text) => /where[\s\S]*\bversion\s*(=|<)/i.test(text) || /#?version\s*=\s*:/i.test(text))) return true;
  const where = valueOf(node, /^where$/);
  return where?.kind === "object" && where.entries.some((entry) => entry.key === "version");
}

const transactional = new WeakMap<readonly Happening[], boolean>();

/** A commit, a transaction or its beginning among the steps. */
function isTransactional(all: readonly Happening[], analysis: Analysis): boolean {
  const known = transactional.get(all);
  if (known !== undefined) return known;
  const found = all.some(
    ({ node, frame }) =>
      node.kind === "call" &&
      (/transaction|^begin|^commit$|^atomic$|unit_?of_?work/i.test(calledAs(node)) ||
        textsOf(node, frame, analysis).some((text) => /^\s*(begin|start\s+transaction|commit)\b/i.test(text))),
  );
  transactional.set(all, found);
  return found;
}

/** Does a guard keep an effect from taking place again? `index` is the place among the steps. */
export function covers(guard: Guard, at: number, effect: Happening, index: number, all: readonly Happening[], analysis: Analysis): boolean {
  if (guard.step === effect) return true;
  if (isInside(effect.node, guard.step.node)) return true;
  if (!dominates(guard.step, effect)) return false;
  if (index < at) return guard.throws && guard.writes && isTransactional(all, analysis);
  if (guard.stops.some((stop) => holds(stop, effect))) return true;
  return guard.throws && guard.step.guards.every((each) => each.in !== "try" || passes(each, guard.step, effect));
}

/** A guard inside a branch says nothing about what runs without it. */
function dominates(step: CallStep, effect: Happening): boolean {
  return step.guards.every(
    (outer) =>
      outer.in !== "if" || effect.guards.some((each) => each.in === "if" && each.node === outer.node && each.branch === outer.branch),
  );
}

function holds({ node, frame, leaves }: Stop, effect: Happening): boolean {
  if (effect.guards.some((guard) => (guard.in === "if" || guard.in === "try") && guard.node === node)) return true;
  return leaves === "throws" || (leaves === "returns" && runsInside(effect.frame, frame) && moduleOf(effect.node) !== undefined);
}

/** A failure inside a try block skips the rest of it, and what follows where its handler leaves. */
function passes(each: Extract<Happening["guards"][number], { in: "try" }>, step: CallStep, effect: Happening): boolean {
  if (effect.guards.some((guard) => guard.in === "try" && guard.node === each.node)) return true;
  return each.node.handlers.every(({ body }) => {
    const leaves = leavingOf(body) ?? branchLeaves(body);
    return (
      leaves === "throws" ||
      (leaves === "returns" && runsInside(effect.frame, each.frame)) ||
      (leaves === "returns" && testsOf(step.node, step.frame).some((stop) => holds(stop, effect)))
    );
  });
}

/** `catch (error) { if (isDuplicate(error)) return; … }`, also where it asks first how far the other delivery came. */
function branchLeaves(body: Node): Stop["leaves"] {
  for (const child of body.kind === "block" ? body.children : [body])
    if (child.kind === "if" && (leavingOf(child.whenTrue) ?? branchLeaves(child.whenTrue)) === "returns") return "returns";
  return undefined;
}

function isInside(inner: Node, outer: Node): boolean {
  for (let at: Node | undefined = inner.parent; at; at = at.parent) if (at === outer) return true;
  return false;
}
