import type { Configuration, Observed, Resource, Setting } from "../../model/delivery.ts";
import { ToolError } from "../../tool.ts";
import { type Effective, effective, isOurs, markOf, type Policy, policyFor, type Queue, saidBy } from "./policies.ts";
import { takes } from "./routes.ts";
import type { World } from "./world.ts";

/** What is in force for one key of one queue. */
export async function inForce(world: World, queue: Queue, key: string): Promise<Effective> {
  const limit = queue.type === "quorum" ? await world.deliveryLimit() : undefined;
  return effective(queue, key, await world.policies(), await world.operators(), limit);
}

/** For whoever may not read policies too: then as the server tells it, some seconds late. */
export async function deliveryLimitOf(world: World, queue: Queue): Promise<number | undefined> {
  try {
    const { value } = await inForce(world, queue, "delivery-limit");
    return typeof value === "number" ? value : undefined;
  } catch (error) {
    if (!(error instanceof ToolError) || error.code !== "AUTH_FAILED") throw error;
    return world.toldLimit(queue.name);
  }
}

/** Our policy of a queue, whether or not it is in force. */
export async function ownPolicy(world: World, queue: string): Promise<Policy | undefined> {
  return (await world.policies()).find((policy) => markOf(policy, queue) !== undefined);
}

/** Where the dead letters of a queue end now: a queue, or (`nowhere`) why they are thrown away. */
export type Destination = { readonly queues: readonly string[]; readonly nowhere?: string };

/**
 * Follows a dead letter: the exchange that is in force must be there and route to a queue. The server accepts one that is missing
 * or unbound, and throws the message away.
 */
export async function destinationOf(world: World, queue: Queue): Promise<Destination> {
  const exchange = await inForce(world, queue, "dead-letter-exchange");
  if (typeof exchange.value !== "string") return { queues: [], nowhere: await whyNone(world, queue) };
  const { value } = await inForce(world, queue, "dead-letter-routing-key");
  // Without a key of its own a dead letter keeps the one that it came with.
  const key = typeof value === "string" ? value : undefined;
  if (exchange.value === "") {
    const name = key ?? queue.name;
    return (await world.queue(name)) === undefined ? { queues: [], nowhere: `${name}, which is not there` } : { queues: [name] };
  }
  return followed(world, exchange.value, key, new Set());
}

/** Do dead letters of a queue end in another one without any policy of ours? */
export async function leadsThere(world: World, queue: Queue, deadLetter: string): Promise<boolean> {
  const others = (await world.policies()).filter(({ name }) => !isOurs(name));
  const { queues } = await destinationOf({ ...world, policies: async () => others }, queue);
  return queues.includes(deadLetter);
}

/** Where our own policy leads, also while another one hides it, or what it leads to is gone. */
export async function aimOf(world: World, queue: Queue): Promise<string | undefined> {
  const own = await ownPolicy(world, queue.name);
  if (own === undefined) return undefined;
  const { queues } = await destinationOf({ ...world, policies: async () => [own] }, queue);
  const key = own.definition["dead-letter-routing-key"];
  return queues[0] ?? (own.definition["dead-letter-exchange"] === "" && typeof key === "string" ? key : undefined);
}

async function followed(world: World, name: string, key: string | undefined, seen: Set<string>): Promise<Destination> {
  const exchange = await world.exchange(name);
  if (exchange === undefined) return { queues: [], nowhere: `nothing: exchange ${name} is not there` };
  seen.add(name);
  const queues: string[] = [];
  for (const binding of await world.bindingsFrom(name)) {
    if (takes(exchange.type, binding.routing_key, key) === false) continue;
    if (binding.destination_type === "queue") queues.push(binding.destination);
    else if (!seen.has(binding.destination)) queues.push(...(await followed(world, binding.destination, key, seen)).queues);
  }
  if (queues.length > 0) return { queues };
  return { queues, nowhere: `nothing: no queue is bound to exchange ${name}${key === undefined ? "" : ` for key ${key}`}` };
}

async function whyNone(world: World, queue: Queue): Promise<string> {
  const [own, chosen] = [await ownPolicy(world, queue.name), policyFor(await world.policies(), queue)];
  if (own === undefined || chosen === undefined || own === chosen) return "nothing";
  return `nothing: policy ${chosen.name} (priority ${chosen.priority}) hides ${own.name} (priority ${own.priority})`;
}

/** The wiring of a queue as it stands; undefined: there is none, and nothing that would have to be changed for it. */
export async function observeWiring(world: World, resource: Resource): Promise<Observed | undefined> {
  const queue = await world.queue(resource.name);
  if (queue === undefined) return undefined;
  const own = await ownPolicy(world, queue.name);
  const { queues, nowhere } = await destinationOf(world, queue);
  if (own === undefined && nowhere === "nothing") return undefined;
  const wanted = resource.config["deadLetter"];
  const deadLetter = queues.find((name) => name === wanted) ?? queues[0] ?? nowhere ?? "nothing";
  const exchange = await inForce(world, queue, "dead-letter-exchange");
  const config: Record<string, Setting> = { deadLetter };
  const fixed: string[] = [];
  if (deadLetter !== wanted && exchange.by === "argument") fixed.push("deadLetter");
  for (const [key, to] of Object.entries(resource.config)) {
    if (key === "deadLetter") continue;
    const found = await inForce(world, queue, key);
    config[key] = settingOf(found, to, resource.atLeast.includes(key));
    if (config[key] !== to && (found.by === "argument" || found.by === "operator")) fixed.push(key);
  }
  const mark = own && markOf(own, queue.name);
  return { id: resource.id, config, ...(mark !== undefined && { mark }), ...(fixed.length > 0 && { fixed }) };
}

/** The value, with who says it where it is another one. */
export function settingOf(found: Effective, wanted: Setting | undefined, atLeast = false): Setting {
  if (found.value === wanted || found.by === "nobody" || found.by === "argument" || isOurs(found.name ?? "")) return found.value;
  if (atLeast && typeof found.value === "number" && typeof wanted === "number" && found.value >= wanted) return found.value;
  return `${String(found.value)} (${saidBy(found)})`;
}

/** What our policy of a queue has to say: what the policy that it takes precedence over says, for they do not merge, and ours. */
export async function policyOver(world: World, queue: Queue, ours: Readonly<Record<string, Setting>>) {
  const others = (await world.policies()).filter(({ name }) => !isOurs(name));
  const below = policyFor(others, queue);
  const merged: Configuration = { ...(below?.definition as Configuration | undefined), ...ours };
  const said = Object.entries(merged).filter(([, value]) => value !== null);
  // One that says nothing is refused; this says nothing to a queue without a limit.
  const definition = said.length > 0 ? Object.fromEntries(said) : { overflow: "reject-publish" };
  const highest = Math.max(-1, ...others.filter((each) => policyFor([each], queue) !== undefined).map(({ priority }) => priority));
  return { definition, priority: highest + 1 };
}
