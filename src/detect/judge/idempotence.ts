import type { Idempotence } from "../../model/system.ts";
import type * as z from "zod";
import { findBinding, moduleOf, textOf, type CallNode, type Node, walk } from "../syntax/node.ts";
import type { Happening } from "./happening.ts";
import { inFailurePath } from "./errors.ts";

type Kind = z.infer<typeof Idempotence>;

/** A sign in the handler's code, with the place where it stands. */
export interface Sign {
  kind: Kind;
  why: string;
  file: string;
  line: number;
  what: "accumulates" | "publishes" | "mails" | "guard" | "sets";
}

/** Statements longer than this are read up to here, which keeps the patterns below cheap. */
const maxText = 2_000;
const dedupStore = /processed[_-]?(events?|messages?)|inbox|idempoten|dedup|handled[_-]?(events?|messages?)/i;
const guardText: readonly (readonly [RegExp, string])[] = [
  [/on\s+conflict[^;]*do\s+nothing/i, "insert … on conflict do nothing"],
  [/insert\s+(or\s+)?ignore/i, "insert ignore"],
  [/\bmerge\s+into\b/i, "merge into"],
  [/attribute_not_exists/, "conditional write attribute_not_exists"],
];
const guardCalls =
  /^(orIgnore|onConflictDoNothing|on_conflict_do_nothing|setnx|setIfAbsent|makeIdempotent|makeHandlerIdempotent|idempotent|idempotent_function)$/;
const guardKeys = new Set(["skipDuplicates", "ignoreDuplicates", "ignore_conflicts", "NX", "nx", "$setOnInsert"]);
const duplicateErrors =
  /P2002|E?11000|IntegrityError|UniqueViolation|UniqueConstraint|ConditionalCheckFailed|23505|ER_DUP_ENTRY|DuplicateKey/;
const accumulates = /\bset\s+"?(\w+)"?\s*=\s*(?:\w+\.)?"?\1"?\s*[+-]|\bset\b[^;]*\b(\w+)\s*=\s*(?:\w+\.)?\2\s*[+-]/i;
const counters = /^(increment|decrement|incr|incrby|decr|decrby|incrBy|decrBy|hincrby|hIncrBy|incrementBy)$/;
const setters =
  /^(upsert|put|put_item|putItem|PutCommand|PutItemCommand|delete|del|delete_item|deleteItem|DeleteItemCommand|DeleteCommand|update_item|updateItem|UpdateItemCommand|UpdateCommand|replace_one|replaceOne|findByIdAndUpdate|findOneAndUpdate|findByIdAndDelete|updateOne|update_one|delete_one|deleteOne|updateMany|deleteMany|hset|hSet|setex)$|^(update|upsert|delete|remove|replace|set)_\w+$|^(update|upsert|delete|remove|replace)[A-Z]\w*$/;
const creators = /^(create|insert|add|charge|pay|transfer|notify)(_|[A-Z]|$)|^(insert_one|insertOne|insertMany|create_item)$/;
const mailers = /^(send_?mail|send_?email|send_?raw_?email|sendMail|sendEmail)$/i;

/** What a second delivery of the same message would do, as far as reading shows. The strongest sign comes first. */
export function idempotenceSigns(all: readonly Happening[]): Sign[] {
  const signs: Sign[] = [];
  const add = (node: Node, kind: Kind, what: Sign["what"], why: string) => {
    const file = moduleOf(node).path;
    signs.push({ kind, what, file, line: node.line, why: `${file}:${node.line}: ${why}` });
  };
  let creates = false;
  for (const each of all) {
    const { node } = each;
    if (node.kind === "assign") {
      if (/^[+-]=$/.test(node.operator) && node.target.kind !== "name" && !isLocal(node.target))
        add(node, "none", "accumulates", `${short(node)} adds again on a second delivery`);
      continue;
    }
    if (each.kind === "produce" && !each.deadLetter && !inFailurePath(each.guards))
      add(node, "none", "publishes", "a second delivery publishes again");
    if (each.kind === "produce" || each.kind === "acknowledge") continue;
    const name = node.callee.kind === "member" ? node.callee.property : node.callee.kind === "name" ? node.callee.name : "";
    const texts = textsOf(node);
    const guard = guardText.find(([pattern]) => texts.some((text) => pattern.test(text)));
    if (guard) add(node, texts.some((text) => dedupStore.test(text)) ? "dedup-table" : "idempotency-key", "guard", guard[1]);
    else if (guardCalls.test(name) || hasKey(node)) add(node, "idempotency-key", "guard", `${name} writes once per key`);
    else if (isVersioned(node, texts)) add(node, "optimistic-lock", "guard", "writes only when the version is the one it read");
    else if (texts.some((text) => accumulates.test(text) || isDynamoAdd(text)) || counters.test(name) || hasIncrement(node))
      add(node, "none", "accumulates", `${name || "the update"} adds again on a second delivery`);
    else if (mailers.test(name)) add(node, "none", "mails", "a second delivery sends the mail again");
    else if (dedupStore.test(calleeText(node)) && /create|insert|save|add|put|exists|find|get/i.test(name))
      add(node, "dedup-table", "guard", `${calleeText(node)} remembers what was handled`);
    else if (each.kind === "work" && creators.test(name)) creates = true;
    else if (
      each.kind === "work" &&
      (setters.test(name) ||
        texts.some((text) => /^\s*(update|delete\s+from)\b/i.test(text) || /on\s+(conflict|duplicate\s+key)/i.test(text)))
    )
      add(node, "natural", "sets", `${name} sets by key, a second delivery changes nothing more`);
  }
  for (const node of caughtDuplicates(all))
    add(node, "idempotency-key", "guard", "a unique key refuses the second delivery and the error is taken as done");
  const rank: Record<Sign["what"], number> = { guard: 0, accumulates: 1, publishes: 2, mails: 3, sets: 4 };
  return signs.filter((sign) => !(creates && sign.what === "sets")).sort((a, b) => rank[a.what] - rank[b.what]);
}

function short(node: Node): string {
  return textOf(node).replaceAll(/\s+/g, " ").slice(0, 60);
}

function calleeText(node: CallNode): string {
  return textOf(node.callee).replaceAll(/\s+/g, "").slice(-80);
}

/** Strings inside the call, its parts joined: SQL, DynamoDB expressions. */
function textsOf(node: CallNode): string[] {
  const found: string[] = [];
  for (const { value } of node.args)
    walk(value, (at) => {
      if (at.kind === "function") return false;
      if (at.kind === "string") found.push(at.value.slice(0, maxText));
      if (at.kind === "template") found.push(textOf(at).slice(0, maxText));
      return undefined;
    });
  return found;
}

function hasKey(node: CallNode): boolean {
  return (
    node.args.some(
      ({ name, value }) =>
        (name !== undefined && guardKeys.has(name)) || (value.kind === "object" && deepKeys(value).some((key) => guardKeys.has(key))),
    ) || node.args.some(({ value }) => value.kind === "string" && value.value === "NX")
  );
}

function hasIncrement(node: CallNode): boolean {
  return node.args.some(
    ({ value }) => value.kind === "object" && deepKeys(value).some((key) => key === "$inc" || key === "increment" || key === "decrement"),
  );
}

function deepKeys(node: Node): string[] {
  const keys: string[] = [];
  walk(node, (at) => {
    if (at.kind === "object") for (const entry of at.entries) if (entry.key !== undefined) keys.push(entry.key);
  });
  return keys;
}

/** ADD of an update expression: https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Expressions.UpdateExpressions.html */
function isDynamoAdd(text: string): boolean {
  return /(^|\s)ADD\s+[#:\w]+\s+:/.test(text) || /SET\s+[#\w.]+\s*=\s*(if_not_exists\([^)]*\)|[#\w.]+)\s*[+-]\s*:/.test(text);
}

function isVersioned(node: CallNode, texts: readonly string[]): boolean {
  if (texts.some((text) => /where[\s\S]*\bversion\s*(=|<)/i.test(text) || /#?version\s*=\s*:/i.test(text))) return true;
  const where = node.args
    .flatMap(({ value }) => (value.kind === "object" ? value.entries : []))
    .find((entry) => entry.key === "where")?.value;
  return where?.kind === "object" && where.entries.some((entry) => entry.key === "version");
}

/** A counter that the code itself makes, not state that was loaded. */
function isLocal(target: Node): boolean {
  const owner = target.kind === "member" || target.kind === "index" ? target.object : undefined;
  if (owner?.kind !== "name") return owner?.kind !== "this" && owner?.kind !== "member" && owner?.kind !== "index";
  const made = findBinding(owner, owner.name)?.[0]?.init;
  if (!made) return /^(stats?|metrics?|counts?|counters?|totals?|result|summary)$/i.test(owner.name);
  const callee =
    made.kind === "call"
      ? made.callee.kind === "name"
        ? made.callee.name
        : made.callee.kind === "member"
          ? made.callee.property
          : ""
      : "";
  return made.kind === "object" || made.kind === "array" || /^(defaultdict|Counter|dict|list|OrderedDict|Map|Array)$/.test(callee);
}

function caughtDuplicates(all: readonly Happening[]): Node[] {
  const found = new Set<Node>();
  for (const each of all)
    for (const guard of each.guards)
      if (guard.in === "try")
        for (const handler of guard.node.handlers)
          if (handler.types.some((type) => duplicateErrors.test(type)) || duplicateErrors.test(textOf(handler.body)))
            found.add(handler.body);
  return [...found];
}
