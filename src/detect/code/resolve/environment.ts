import { findBinding, type Node } from "../syntax/node.ts";
import { checkedVariable } from "./environment-schemas.ts";
import type { Ref, Tracer } from "./tracer.ts";

/**
 * The environment variable that an expression reads: `env` of process by key or by destructuring, import.meta.env.X,
 * Deno.env.get("X"), os.environ["X"], os.environ.get("X", d), os.getenv("X", d), decouple and environs: config("X", default=d), env.str("X", d).
 */
export function environmentOf(ref: Ref, tracer: Tracer): { name: string; fallback?: Ref } | undefined {
  const { node, frame } = ref;
  const text = (at: Node | undefined): string | undefined => {
    const found = at && tracer.trace({ node: at, frame })[0]?.node;
    return found?.kind === "string" ? found.value : undefined;
  };
  if (node.kind === "member" && isProcessEnv(node.object)) return { name: node.property };
  const checked = checkedVariable(ref, tracer, isProcessEnv);
  if (checked) return checked;
  if (node.kind === "index" && (isProcessEnv(node.object) || isOsEnviron(node.object, tracer))) {
    const name = text(node.index);
    return name === undefined ? undefined : { name };
  }
  if (node.kind === "name") {
    const binding = findBinding(node, node.name)?.find((each) => each.init && isProcessEnv(each.init));
    const key = binding?.path[0];
    return typeof key === "string" && binding?.path.length === 1
      ? { name: key, ...(binding.defaultValue && { fallback: { node: binding.defaultValue, frame } }) }
      : undefined;
  }
  if (node.kind !== "call" || !readsEnvironment(node.callee, tracer)) return undefined;
  const name = text(node.args[0]?.value);
  if (name === undefined) return undefined;
  const given = node.args.find((each) => each.name === "default")?.value ?? node.args.filter((each) => each.name === undefined)[1]?.value;
  return { name, ...(given && { fallback: { node: given, frame } }) };
}

function isProcessEnv(node: Node): boolean {
  if (node.kind !== "member" || node.property !== "env") return false;
  const { object } = node;
  return (
    (object.kind === "name" && ["process", "Deno", "Bun"].includes(object.name)) ||
    (object.kind === "import" && object.module === "process") ||
    (object.kind === "member" && object.property === "meta")
  );
}

function fromModule(node: Node, tracer: Tracer, modules: readonly string[], member: string | undefined): boolean {
  return tracer.trace({ node }).some(({ node: at }) => at.kind === "import" && modules.includes(at.module) && at.member === member);
}

function isOsEnviron(node: Node, tracer: Tracer): boolean {
  if (node.kind === "member" && node.property === "environ") return fromModule(node.object, tracer, ["os"], undefined);
  return node.kind === "name" && fromModule(node, tracer, ["os"], "environ");
}

function readsEnvironment(callee: Node, tracer: Tracer): boolean {
  if (callee.kind === "name") return fromModule(callee, tracer, ["os"], "getenv") || fromModule(callee, tracer, ["decouple"], "config");
  if (callee.kind !== "member") return false;
  const { object, property } = callee;
  if (property === "getenv") return fromModule(object, tracer, ["os"], undefined);
  if (property === "get" && (isOsEnviron(object, tracer) || isProcessEnv(object))) return true;
  if (property !== "str" && property !== "get_value") return false;
  return tracer
    .trace({ node: object })
    .some(
      ({ node: made }) =>
        made.kind === "call" && (fromModule(made.callee, tracer, ["environs", "environ"], "Env") || isEnvironClass(made.callee, tracer)),
    );
}

function isEnvironClass(callee: Node, tracer: Tracer): boolean {
  return callee.kind === "member" && callee.property === "Env" && fromModule(callee.object, tracer, ["environ", "environs"], undefined);
}
