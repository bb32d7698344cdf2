import { findBinding, type CallNode, type Node } from "../syntax/node.ts";
import type { Ref, Tracer } from "./tracer.ts";

const parsing = new Set(["parse", "parseAsync", "safeParse", "safeParseAsync", "validate", "validateSync", "validateAsync", "cast"]);
const outcomes = new Set(["data", "value", "output"]);
const defaults = new Set(["default", "catch", "prefault"]);
const maxDepth = 8;

type Variable = { name: string; fallback?: Ref };

/**
 * A member of an environment that was checked against a schema is the variable of that name, with the schema's default: zod, joi and
 * yup by `schema.parse(env)`, envalid's `cleanEnv(env, {…})`, t3's `createEnv({ server: {…} })`, `convict({…})`.
 */
export function checkedVariable({ node, frame }: Ref, tracer: Tracer, isEnvironment: (node: Node) => boolean): Variable | undefined {
  const convicted = convictKey(node, frame, tracer);
  if (convicted) return convicted;
  const part = partOf(node);
  if (!part) return undefined;
  for (const holder of sources({ node: part.object, frame }, tracer, 0)) {
    const fields = fieldsBehind(holder, tracer, isEnvironment);
    for (const fieldset of fields) {
      const field = fieldset.node.kind === "object" ? fieldset.node.entries.find((entry) => entry.key === part.key)?.value : undefined;
      if (field) return { name: part.key, ...fallbackOf({ node: field, frame: fieldset.frame }, tracer) };
    }
  }
  return undefined;
}

/** `object.key`, `object["key"]`, or a name bound by `const { key } = object`. */
function partOf(node: Node): { object: Node; key: string } | undefined {
  if (node.kind === "member") return { object: node.object, key: node.property };
  if (node.kind === "index" && node.index.kind === "string") return { object: node.object, key: node.index.value };
  const binding = node.kind === "name" ? findBinding(node, node.name)?.find((each) => each.init && each.path.length > 0) : undefined;
  const key = binding?.path[0];
  return binding?.init && typeof key === "string" && binding.path.length === 1 ? { object: binding.init, key } : undefined;
}

/** A value, and what it spreads. */
function sources(ref: Ref, tracer: Tracer, depth: number): Ref[] {
  if (depth > maxDepth) return [];
  return tracer.trace(ref).flatMap((each) => {
    if (each.node.kind !== "object") return [each];
    const spreads = each.node.entries.filter((entry) => entry.key === undefined && !entry.computed);
    return spreads.flatMap((entry) => sources({ node: entry.value, frame: each.frame }, tracer, depth + 1));
  });
}

/** The object literals of fields by which the holder was checked. */
function fieldsBehind(holder: Ref, tracer: Tracer, isEnvironment: (node: Node) => boolean): Ref[] {
  const outcome = partOf(holder.node);
  const made = outcome && outcomes.has(outcome.key) ? tracer.trace({ node: outcome.object, frame: holder.frame }) : [holder];
  return made.flatMap(({ node, frame }): Ref[] => {
    if (node.kind !== "call") return [];
    const [first, second] = node.args.map(({ value }) => value);
    const name = calledBy(node);
    if (name === "cleanEnv" && second) return tracer.trace({ node: second, frame });
    if (name === "createEnv" && first)
      return tracer
        .trace({ node: first, frame })
        .flatMap((options) => ["server", "client", "shared"].flatMap((key) => tracer.property(options, key)));
    if (node.callee.kind !== "member" || !parsing.has(name) || !first) return [];
    const given = tracer.trace({ node: first, frame }).concat({ node: first, frame });
    return given.some((each) => holds(each.node, isEnvironment)) ? schemaFields({ node: node.callee.object, frame }, tracer, 0) : [];
  });
}

/** The environment itself, or an object that spreads it. */
function holds(value: Node, isEnvironment: (node: Node) => boolean): boolean {
  if (isEnvironment(value)) return true;
  return value.kind === "object" && value.entries.some((entry) => entry.key === undefined && isEnvironment(entry.value));
}

/** `z.object({…})`, `Joi.object().keys({…})`, also behind `.extend({…})`, `.transform(…)` and the like. */
function schemaFields(ref: Ref, tracer: Tracer, depth: number): Ref[] {
  if (depth > maxDepth) return [];
  return tracer.trace(ref).flatMap(({ node, frame }): Ref[] => {
    if (node.kind !== "call") return [];
    const own = node.args[0] ? tracer.trace({ node: node.args[0].value, frame }) : [];
    const fields = own.filter((each) => each.node.kind === "object");
    const merged = own.filter((each) => each.node.kind === "call").flatMap((each) => schemaFields(each, tracer, depth + 1));
    const inner = node.callee.kind === "member" ? schemaFields({ node: node.callee.object, frame }, tracer, depth + 1) : [];
    return [...fields, ...merged, ...inner];
  });
}

/** `z.string().min(1).default("orders")`, `str({ default: "orders" })`. */
function fallbackOf(field: Ref, tracer: Tracer): { fallback?: Ref } {
  for (const { node, frame } of tracer.trace(field)) {
    let at: Node = node;
    for (let depth = 0; at.kind === "call" && depth < 2 * maxDepth; depth++) {
      const first = at.args[0]?.value;
      if (first && defaults.has(calledBy(at))) return { fallback: { node: first, frame } };
      const option = first?.kind === "object" ? first.entries.find((entry) => entry.key === "default")?.value : undefined;
      if (option) return { fallback: { node: option, frame } };
      if (at.callee.kind !== "member") break;
      at = at.callee.object;
    }
  }
  return {};
}

function calledBy({ callee }: CallNode): string {
  return callee.kind === "member" ? callee.property : callee.kind === "name" ? callee.name : "";
}

/** `convict({…}).get("amqp.exchange")`, `.getProperties().amqp.exchange`: https://github.com/mozilla/node-convict */
function convictKey(node: Node, frame: Ref["frame"], tracer: Tracer): Variable | undefined {
  const keys: string[] = [];
  let at = node;
  for (; at.kind === "member"; at = at.object) keys.unshift(at.property);
  const isGetter = at.kind === "call" && at.callee.kind === "member" && at.callee.property === "get" && at.args[0]?.value.kind === "string";
  if (keys.length === 0 && !isGetter) return undefined;
  for (const held of isGetter ? [{ node: at, frame }] : tracer.trace({ node: at, frame })) {
    const call = held.node;
    if (call.kind !== "call" || call.callee.kind !== "member") continue;
    const asked = call.callee.property === "get" && call.args[0]?.value.kind === "string" ? call.args[0].value.value.split(".") : [];
    if (asked.length === 0 && call.callee.property !== "getProperties") continue;
    for (const made of tracer.trace({ node: call.callee.object, frame: held.frame })) {
      if (made.node.kind !== "call" || calledBy(made.node) !== "convict" || !made.node.args[0]) continue;
      const start = tracer.trace({ node: made.node.args[0].value, frame: made.frame });
      const field = [...asked, ...keys].reduce((refs, key) => refs.flatMap((each) => tracer.property(each, key)), start)[0];
      if (!field) continue;
      const text = (key: string) => tracer.property(field, key)[0];
      const variable = text("env")?.node;
      const fallback = text("default");
      if (fallback || variable?.kind === "string")
        return { name: variable?.kind === "string" ? variable.value : "", ...(fallback && { fallback }) };
    }
  }
  return undefined;
}
