import { at, type ConfigNode, text } from "../../../workspace/config.ts";
import type { Block, Scope } from "./scope.ts";

/** What an expression points at. */
export interface Reference {
  literal?: string;
  block?: Block;
  /** Where the block stands. */
  scope: Scope;
  expression: string;
}

const maxDepth = 12;

/** Follows references to resources, data, variables, locals and outputs of modules in the repository. */
export function resolve(scope: Scope, node: ConfigNode | undefined, depth = 0): Reference {
  const expression = node === undefined ? "" : String(typeof node.value === "object" ? "" : node.value);
  const nothing: Reference = { scope, expression };
  if (node === undefined || depth > maxDepth || (node.tag !== undefined && node.tag !== "expression")) return nothing;
  if (node.tag === "expression") return follow(scope, expression, nothing, depth);
  const whole = /^\$\{([^${}]+)\}$/.exec(expression)?.[1];
  if (whole !== undefined) return follow(scope, whole.trim(), nothing, depth);
  const value = text(node);
  return value === undefined ? nothing : { ...nothing, literal: interpolate(scope, value, depth) };
}

function follow(scope: Scope, expression: string, nothing: Reference, depth: number): Reference {
  const path = expression.replaceAll(/\[[^\]]{0,200}\]/g, "").split(".");
  if (!path.every((part) => /^[\w-]+$|^\*$/.test(part)) || path.length < 2) return nothing;
  const [head, second, third] = path as [string, string, string | undefined];
  if (head === "var") {
    const given = scope.arguments.get(second);
    if (given !== undefined && scope.caller !== undefined) return resolve(scope.caller, below(given, path.slice(2)), depth + 1);
    return resolve(scope, below(scope.module.defaults.get(second), path.slice(2)), depth + 1);
  }
  if (head === "local") return resolve(scope, below(scope.module.locals.get(second), path.slice(2)), depth + 1);
  if (head === "module") {
    const call = scope.module.calls.get(second);
    const callee = call && scope.callee(call);
    const output = callee?.outputs.get(third ?? "");
    if (call === undefined) return nothing;
    if (callee === undefined || output === undefined) return { ...nothing, block: call };
    const inner: Scope = {
      module: callee,
      arguments: new Map((call.body.value as ReadonlyMap<string, ConfigNode>).entries()),
      caller: scope,
      callee: scope.callee,
    };
    const found = resolve(inner, output, depth + 1);
    return found.block === undefined && found.literal === undefined ? { ...nothing, block: call } : found;
  }
  const block = head === "data" ? scope.module.data.get(`${second}.${third}`) : scope.module.resources.get(`${head}.${second}`);
  return block === undefined ? nothing : { ...nothing, block };
}

function below(node: ConfigNode | undefined, keys: readonly string[]): ConfigNode | undefined {
  return at(node, ...keys);
}

/** Variables, locals and names of resources take their place; the rest stays as it is written. */
function interpolate(scope: Scope, value: string, depth: number): string {
  return value.replaceAll(/\$\{([^${}]+)\}/g, (kept, inner: string) => {
    const found = follow(scope, inner.trim(), { scope, expression: inner }, depth + 1);
    if (found.literal !== undefined) return found.literal;
    return (/\.(name|id|arn|url)$/.test(inner.trim()) ? channelName(found, depth + 1) : undefined) ?? kept;
  });
}

const nameAttributes = ["name", "function_name", "topic_name", "queue_name", "cluster_name", "bus_name"];

/** The name that a block gives its resource, else its label. */
export function nameOf(scope: Scope, block: Block, depth = 0): string {
  return givenName(scope, block, depth) ?? block.name;
}

/** A name is given and nothing of the repository says what it is. */
export function hasOpenName(scope: Scope, block: Block): boolean {
  return givenName(scope, block, 0) === undefined && nameAttributes.some((attribute) => at(block.body, attribute) !== undefined);
}

function givenName(scope: Scope, block: Block, depth: number): string | undefined {
  for (const attribute of nameAttributes) {
    const { literal } = resolve(scope, at(block.body, attribute), depth + 1);
    if (literal !== undefined && literal !== "") return literal;
  }
  return undefined;
}

/** Name of what an expression points at; undefined where nothing says so. A data source without a name says nothing. */
export function channelName({ block, scope, literal }: Reference, depth = 0): string | undefined {
  if (block === undefined) return literal;
  return block.type.startsWith("data.") ? givenName(scope, block, depth) : nameOf(scope, block, depth);
}
