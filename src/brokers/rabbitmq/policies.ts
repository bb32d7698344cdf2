import type { Setting } from "../../model/delivery.ts";

/** As `GET /api/policies` and `/api/operator-policies` have it. */
export interface Policy {
  readonly name: string;
  readonly pattern: string;
  readonly "apply-to": string;
  readonly priority: number;
  readonly definition: Readonly<Record<string, unknown>>;
}

export interface Queue {
  readonly name: string;
  readonly type?: string;
  readonly durable: boolean;
  readonly arguments: Readonly<Record<string, unknown>>;
}

/** What is in force for one key, and who says so. */
export interface Effective {
  readonly value: Setting;
  readonly by: "argument" | "policy" | "operator" | "default" | "nobody";
  /** The policy. */
  readonly name?: string;
  readonly priority?: number;
}

/**
 * The policy that is in force for a queue: one alone, the one of the highest priority that matches. They do not merge. The server
 * tells it up to ten seconds late, so it is told from the rules here.
 */
export function policyFor(policies: readonly Policy[], queue: Queue): Policy | undefined {
  const known = chosen.get(policies) ?? new Map<string, Policy | undefined>();
  chosen.set(policies, known);
  const key = `${queue.type ?? "classic"} ${queue.name}`;
  if (!known.has(key)) known.set(key, choose(policies, queue));
  return known.get(key);
}

/** Each key of each queue asks anew, and there may be thousands of them. */
const chosen = new WeakMap<readonly Policy[], Map<string, Policy | undefined>>();

function choose(policies: readonly Policy[], queue: Queue): Policy | undefined {
  return policies
    .filter((policy) => appliesTo(policy, queue) && matcherOf(policy)(queue.name))
    .sort((a, b) => b.priority - a.priority || (a.name < b.name ? -1 : 1))[0];
}

function appliesTo({ "apply-to": to }: Policy, { type = "classic" }: Queue): boolean {
  if (to === "all" || to === "queues") return true;
  return to === `${type}_queues` || (to === "streams" && type === "stream");
}

const matchers = new WeakMap<Policy, (name: string) => boolean>();

function matcherOf(policy: Policy): (name: string) => boolean {
  const known = matchers.get(policy) ?? compiled(policy.pattern);
  matchers.set(policy, known);
  return known;
}

/** Server patterns are PCRE; what this engine cannot read matches nothing here. */
function compiled(pattern: string): (name: string) => boolean {
  for (const flags of ["u", ""]) {
    try {
      const expression = new RegExp(pattern, flags);
      return (name) => expression.test(name);
    } catch {
      continue;
    }
  }
  return () => false;
}

/** Of these the least of all is in force, of the others the argument, else the policy. */
const least: ReadonlySet<string> = new Set(["message-ttl", "expires", "max-length", "max-length-bytes", "delivery-limit"]);

/** `key` as policies spell it. `limit`: what the server itself sets where nobody else does. */
export function effective(queue: Queue, key: string, policies: readonly Policy[], operators: readonly Policy[], limit?: number): Effective {
  const own = queue.arguments[`x-${key}`];
  const policy = policyFor(policies, queue);
  const set = policy?.definition[key];
  const byPolicy = policy && isSetting(set) ? [{ value: set, by: "policy" as const, name: policy.name, priority: policy.priority }] : [];
  const byArgument = isSetting(own) ? [{ value: own, by: "argument" as const }] : [];
  if (!least.has(key)) return byArgument[0] ?? byPolicy[0] ?? nobody;
  const operator = policyFor(operators, queue);
  const capped = operator?.definition[key];
  const byOperator = operator && isSetting(capped) ? [{ value: capped, by: "operator" as const, name: operator.name }] : [];
  const byDefault = key === "delivery-limit" && limit !== undefined ? [{ value: limit, by: "default" as const }] : [];
  // -1 stands for none: https://www.rabbitmq.com/docs/quorum-queues#poison-message-handling
  const said: Effective[] = [...byArgument, ...byPolicy, ...byOperator];
  if (key === "delivery-limit" && said.some(({ value }) => value === -1)) return nobody;
  const numbers = (said.length > 0 ? said : byDefault).filter(({ value }) => typeof value === "number");
  return numbers.sort((a, b) => Number(a.value) - Number(b.value))[0] ?? nobody;
}

const nobody: Effective = { value: null, by: "nobody" };

function isSetting(value: unknown): value is string | number | boolean {
  return typeof value === "string" || typeof value === "number" || typeof value === "boolean";
}

/** Who says it, where it is not as it must be. */
export function saidBy({ by, name, priority }: Effective): string {
  if (by === "policy") return `policy ${name}, priority ${priority}`;
  if (by === "operator") return `operator policy ${name}`;
  return by === "default" ? "the server's default" : by === "argument" ? "an argument of the queue" : "nobody";
}

/** Matches this name and no other. */
export function exactly(name: string): string {
  return `^${name.replaceAll(/[\\^$.*+?()[\]{}|/-]/g, String.raw`\$&`)}$`;
}

const policyPrefix = "gm-";

/** Is a policy of this name one that was made here, of whatever queue? Other people's names may begin with the same letters. */
export function isOurs(name: string): boolean {
  return /^gm-.+@./.test(name);
}

/** The name of our policy of a queue says which run made it. */
export function policyName(queue: string, mark: string): string {
  return `${policyPrefix}${queue}@${mark}`;
}

export function markOf({ name }: Policy, queue: string): string | undefined {
  const start = policyName(queue, "");
  return name.startsWith(start) ? name.slice(start.length) : undefined;
}
