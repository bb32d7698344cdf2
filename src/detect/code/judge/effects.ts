import { redact } from "../../../model/redact.ts";
import type { Analysis } from "../analysis.ts";
import { findBinding, moduleOf, textOf, walk, type AssignNode, type CallNode, type Node } from "../syntax/node.ts";
import { isAnswer } from "../replies.ts";
import { calledAs, calleeText, isGenerated, keysOf, textsOf, valueOf } from "./call-parts.ts";
import { hasNewKey, type CallStep } from "./guards.ts";
import type { Happening } from "./happening.ts";
import { keepsItsId } from "./published-id.ts";
import { accumulates, isPlainInsert } from "./sql.ts";

/** What a second run of a step does: repeats something, may repeat something, or sets the same again. */
export interface Effect {
  what: "accumulates" | "publishes" | "mails" | "opens" | "sets";
  why: string;
}

const counters =
  /^(increment|decrement|incr|incrby|decr|decrby|incrBy|decrBy|hincrby|hIncrBy|incrementBy|zincrby|zIncrBy|lpush|rpush|lPush|rPush|appendFile|appendFileSync)$/;
const updates = /update|modify|upsert|replace|bulk_?write/i;
/** https://www.mongodb.com/docs/manual/reference/operator/update/ and the number operations of Prisma. */
const adding = new Set(["$inc", "$push", "$mul", "$pop", "$bit", "$rename", "increment", "decrement", "multiply", "divide", "push"]);
const pipeline = new Set(["$add", "$subtract", "$multiply", "$concatArrays", "$concat"]);
const setters =
  /^(upsert|put|put_item|putItem|PutCommand|PutItemCommand|delete|del|delete_item|deleteItem|DeleteItemCommand|DeleteCommand|update_item|updateItem|UpdateItemCommand|UpdateCommand|replace_one|replaceOne|findByIdAndUpdate|findOneAndUpdate|findByIdAndDelete|updateOne|update_one|delete_one|deleteOne|updateMany|deleteMany|hset|hSet|setex)$|^(update|upsert|delete|remove|replace|set)_\w+$|^(update|upsert|delete|remove|replace)[A-Z]\w*$/;
const creators = /^(create|insert|add|charge|pay|transfer|notify)(_|[A-Z]|$)|^(insert_one|insertOne|insertMany|create_item)$/;
const makers =
  /(Builder|Listener|Resolver|Client|Connection|Channel|Handler|Method|Stream|Hook|Server|Logger|Error|Exception|Header|Span|Schema|Context|Url|Path|Token|Hash)s?$/;
const mailers = /^(send_?mail|send_?email|send_?raw_?email|send_?sms|send_?push|sendMail|sendEmail|sendSms|SendEmailCommand)$/i;
const services =
  /(^|\.)(stripe|twilio|sgMail|sendgrid|mailgun|postmark|resend|fcm|messaging|transporter|mailer)\b[\w.]*\.(send|create|charge|transfer)\w*$/i;
const http = /(^|\.|_)(axios|got|requests|httpx|http|httpService|http_client|client|session|fetcher|api)$/i;
const reads = /^(find|get|load|fetch|select|query|first|one|scalar|retrieve|lookup|read)/i;
const saves = /save|commit|flush|update|put|persist|merge|set|write|store|replace|upsert|execute|query/i;

/** The effect of a step, or undefined for one that leaves nothing behind or whose effect is not visible. */
export function effectOf(step: Happening, all: readonly Happening[], analysis: Analysis): Effect | undefined {
  const { node } = step;
  if (node.kind === "assign")
    return addsToItself(node) && (isOwnState(node) || outlives(node.target, step, all, analysis))
      ? { what: "accumulates", why: `${short(node)} adds again on a second delivery` }
      : undefined;
  if (step.kind === "acknowledge" || step.kind === "reject") return undefined;
  if (step.kind === "produce")
    return step.deadLetter || step.sighting.rule.replies || isAnswer(step.sighting.call.node)
      ? undefined
      : keepsItsId(step, analysis)
        ? { what: "opens", why: "a second delivery publishes again, under an id that its consumers can recognise" }
        : { what: "publishes", why: "a second delivery publishes again" };
  const call: CallStep = { ...step, node };
  const name = calledAs(node);
  const texts = textsOf(node, step.frame, analysis);
  const keys = keysOf(node);
  const statement = texts.find((text) => accumulates(text) || isDynamoAdd(text));
  const adds =
    statement !== undefined ||
    counters.test(name) ||
    keys.some((key) => (key === "increment" || key === "decrement" || updates.test(name)) && adding.has(key)) ||
    (updates.test(name) && keys.some((key) => pipeline.has(key))) ||
    setsComputed(call, analysis) ||
    grows(step, node, all, analysis);
  if (adds) return { what: "accumulates", why: `${statement === undefined ? name : quoted(statement)} adds again on a second delivery` };
  if (mailers.test(name) || services.test(calleeText(node))) return mails(call, analysis);
  if (posts(node, name)) return posted(call, analysis);
  if (step.kind !== "work") return undefined;
  const replaced = texts.some((text) => isPlainInsert(text) && isEmptiedBefore(text, step, all, analysis));
  if ((creators.test(name) && !makers.test(name) && isForEffect(node)) || (texts.some(isPlainInsert) && !replaced))
    return { what: "opens", why: `${name} may write again on a second delivery` };
  const bySql =
    replaced || texts.some((text) => /^\s*(update|delete\s+from)\b/i.test(text) || /on\s+(conflict|duplicate\s+key)/i.test(text));
  const byName = setters.test(name) && !makers.test(name) && isWaitedFor(node);
  if (!byName && !bySql) return undefined;
  return hasNewKey(call, texts, analysis) || makesItem(call, analysis)
    ? { what: "accumulates", why: `${name} writes under a new key on a second delivery` }
    : { what: "sets", why: `${name} sets by key, a second delivery changes nothing more` };
}

/** What writes is waited for or stands alone; what makes a value gives it to somebody. */
function isForEffect(node: CallNode): boolean {
  if (node.awaited || moduleOf(node).language === "python") return true;
  let at: Node = node;
  while (at.parent?.kind === "member" || (at.parent?.kind === "call" && at.parent.callee === at)) at = at.parent;
  return at.parent?.kind === "block" || at.parent?.kind === "return" || at.parent?.kind === "function";
}

/** A store answers later; a map or a set in memory does not. */
function isWaitedFor(node: CallNode): boolean {
  if (moduleOf(node).language === "python") return true;
  let at: Node = node;
  for (;;) {
    if (at.kind === "call" && at.awaited) return true;
    const parent: Node | undefined = at.parent;
    if (parent?.kind === "return" || parent?.kind === "array" || (parent?.kind === "function" && parent.body === at)) return true;
    const isPart = parent?.kind === "member" || (parent?.kind === "call" && (parent.callee === at || (at.kind === "call" && at.isNew)));
    if (!parent || !isPart) return false;
    at = parent;
  }
}

/** Rows of a table that are deleted and inserted again. */
function isEmptiedBefore(text: string, step: Happening, all: readonly Happening[], analysis: Analysis): boolean {
  const table = /\binto\s+([\w."`]+)/i.exec(text)?.[1];
  return all
    .slice(0, all.indexOf(step))
    .some(
      (each) =>
        each.node.kind === "call" &&
        textsOf(each.node, each.frame, analysis).some((other) => /^\s*delete\s+from\s+([\w."`]+)/i.exec(other)?.[1] === table),
    );
}

function mails({ node, frame }: CallStep, analysis: Analysis): Effect {
  const key = valueOf(node, /^idempotency[_-]?key$/i);
  return key && !isGenerated({ node: key, frame }, analysis)
    ? { what: "opens", why: "the receiver recognises it by its idempotency key" }
    : {
        what: "mails",
        why: mailers.test(calledAs(node))
          ? "a second delivery sends the mail again"
          : `${calleeText(node)} does it again on a second delivery`,
      };
}

/** A request that changes something at its receiver. */
function posts(node: CallNode, name: string): boolean {
  const method = valueOf(node, /^method$/);
  if (method?.kind === "string")
    return /^(post|patch)$/i.test(method.value) && /^(fetch|request|axios|got|ofetch|urlopen|Request)$/i.test(name);
  return /^(post|patch)$/.test(name) && node.callee.kind === "member" && http.test(textOf(node.callee.object));
}

function posted({ node, frame }: CallStep, analysis: Analysis): Effect {
  const key = valueOf(node, /^idempotency[_-]?key$/i);
  return key && isGenerated({ node: key, frame }, analysis)
    ? { what: "mails", why: "the request goes out again with another idempotency key" }
    : { what: "opens", why: `${calledAs(node)} may repeat its effect at the receiver` };
}

/** The item of a put gets its id from a generator. */
function makesItem({ node, frame }: CallStep, analysis: Analysis): boolean {
  const item = valueOf(node, /^Item$/);
  const id =
    item?.kind === "object" ? item.entries.find((entry) => entry.key !== undefined && /^(id|pk|uuid)$/i.test(entry.key)) : undefined;
  return id !== undefined && isGenerated({ node: id.value, frame }, analysis);
}

/** ADD of an update expression: https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Expressions.UpdateExpressions.html */
function isDynamoAdd(text: string): boolean {
  return (
    /(^|\s)ADD\s+[#:\w]+\s+:/.test(text) ||
    /SET\s+[#\w.]+\s*=\s*(if_not_exists\([^)]*\)|[#\w.]+)\s*[+-]\s*:/.test(text) ||
    /=\s*list_append\(/.test(text)
  );
}

/** `x += y`, `x = x + y`. */
function addsToItself({ operator, target, value }: AssignNode): boolean {
  if (target.kind === "name") return false;
  if (/^[+\-*/]=$/.test(operator)) return true;
  const own = textOf(target);
  return operator === "=" && isArithmetic(value) && value.children.some((side) => textOf(side) === own);
}

/** `[...lines, line]`, `lines.concat(line)`. */
function isLonger(node: Node): boolean {
  return node.kind === "array" ? node.items.some((item) => item.spread) : node.kind === "call" && calledAs(node) === "concat";
}

/** State of the object that handles, which the process keeps; counting by one is a statistic. */
function isOwnState({ target, value }: AssignNode): boolean {
  let root: Node = target;
  while (root.kind === "member" || root.kind === "index") root = root.object;
  return root.kind === "this" && !(value.kind === "literal" && Math.abs(Number(value.value)) === 1);
}

function isArithmetic(node: Node): boolean {
  return node.kind === "template" || (node.kind === "other" && /^binary [-+*/]$/.test(node.what));
}

/** The changed object was loaded from somewhere and is kept afterwards, or belongs to the process; a list made in this run does not. */
function outlives(target: Node, step: Happening, all: readonly Happening[], { tracer }: Analysis): boolean {
  let root: Node = target;
  while (root.kind === "member" || root.kind === "index") root = root.object;
  if (root.kind !== "name") return false;
  const { name } = root;
  const binding = findBinding(root, name)?.[0];
  if (!binding) return false;
  const { scopes, root: top } = moduleOf(root);
  const origins = tracer.trace({ node: root, frame: step.frame });
  if (binding.init) origins.push({ node: binding.init });
  if (scopes.get(top)?.get(name)?.[0] === binding && binding.to === "value") return false;
  if (origins.some(({ node }) => node.kind === "object" || node.kind === "array")) return false;
  const loaded = origins.some(({ node }) => node.kind === "call" && reads.test(calledAs(node)));
  return loaded && all.some(({ node }) => node.kind === "call" && node !== step.node && saves.test(calledAs(node)));
}

/** `order.lines.push(line)` on what was loaded and is saved afterwards. */
function grows(step: Happening, node: CallNode, all: readonly Happening[], analysis: Analysis): boolean {
  const { callee } = node;
  if (callee.kind !== "member" || !/^(push|unshift|splice|append|extend|insert|add)$/.test(callee.property)) return false;
  const { object } = callee;
  return (object.kind === "member" || object.kind === "index") && outlives(object, step, all, analysis);
}

/** A value that is set was computed from what was read before: `balance: account.balance - amount`, `balance=Account.balance + amount`. */
function setsComputed({ node, frame }: CallStep, { tracer }: Analysis): boolean {
  if (!updates.test(calledAs(node)) && !/^(set|values|save|put_item|putItem|put|execute|query)$/.test(calledAs(node))) return false;
  const computed = (key: string, value: Node): boolean =>
    tracer.trace({ node: value, frame }).some(({ node: made, frame: inner }) => {
      if (!isArithmetic(made) && !isLonger(made)) return false;
      let found = false;
      walk(made, (at) => {
        if (at.kind !== "member" || at.property !== key || at.object.kind !== "name") return;
        const owner = tracer.trace({ node: at.object, frame: inner });
        found ||= owner.some(
          ({ node: each }) => each.kind === "class" || each.kind === "import" || (each.kind === "call" && reads.test(calledAs(each))),
        );
      });
      return found;
    });
  let found = false;
  for (const { name, value } of node.args) {
    if (name !== undefined && computed(name, value)) found = true;
    if (/\bF\(["']\w+["']\)\s*[-+*/]/.test(textOf(value).slice(0, 400))) found = true;
    walk(value, (at) => {
      if (at.kind === "object")
        for (const entry of at.entries) if (entry.key !== undefined && computed(entry.key, entry.value)) found = true;
    });
  }
  return found;
}

function quoted(statement: string): string {
  const change = statement.search(/\bupdate\b|\bset\b/i);
  const text = redact(statement.slice(Math.max(change, 0), 400))
    .replaceAll(/\s+/g, " ")
    .trim();
  return `"${text.length > 60 ? `${text.slice(0, 57)}...` : text}"`;
}

function short(node: Node): string {
  return redact(textOf(node).slice(0, 400)).replaceAll(/\s+/g, " ").slice(0, 60);
}
