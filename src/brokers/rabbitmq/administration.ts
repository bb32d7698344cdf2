import type { Configuration, Observed, Resource, Setting } from "../../model/delivery.ts";
import { ToolError } from "../../tool.ts";
import { isEmptyAndUnread, type Counting } from "./counting.ts";
import type { Management } from "./management.ts";
import { exactly, policyName, type Policy } from "./policies.ts";
import type { Described } from "./topology.ts";
import { destinationOf, inForce, aimOf, leadsThere, observeWiring, ownPolicy, policyOver, settingOf } from "./wiring.ts";
import { lookAt, type World } from "./world.ts";

/** Which run made a queue or exchange. The server keeps arguments that it does not know and does not compare them. */
const markArgument = "x-gm-mark";

const glanceMs = 100;

/** Queues, exchanges and policies: looked at, made, changed, taken back, over HTTP, where a refusal breaks no channel. */
export function administer(management: Management, counting: Counting) {
  const { put, path } = management;
  /** What this session changed, as it was before: the configuration as it was told, and our policy. */
  const before = new Map<string, { readonly config: Configuration; readonly policy: Policy | undefined }>();
  /** Many channels are described one after the other; a moment old is young enough for that. */
  let glance: { readonly world: World; readonly untilMs: number } | undefined;

  async function observe(resources: readonly Resource[]): Promise<Observed[]> {
    const world = lookAt(management, resources.length);
    const found: Observed[] = [];
    for (const resource of resources) {
      const observed = await observeOne(world, resource);
      if (observed) found.push(observed);
    }
    return found;
  }

  async function create(resource: Resource, mark: string): Promise<void> {
    glance = undefined;
    const world = lookAt(management);
    const found = await observeOne(world, resource);
    if (found) {
      const other = Object.entries(resource.config).find(([key, to]) => !fits(resource, key, found.config[key], to));
      if (other) throw new ToolError("INVALID_INPUT", `${resource.id} is there with another ${other[0]}.`, "Nothing was changed.");
    } else if (resource.kind === "policy") await wire(world, resource, resource.config, policyName(resource.name, mark));
    else if (resource.kind === "exchange")
      await put(path("exchanges", resource.name), {
        type: resource.config["type"],
        durable: true,
        auto_delete: false,
        internal: false,
        arguments: { [markArgument]: mark },
      });
    else {
      await put(path("queues", resource.name), { durable: true, auto_delete: false, arguments: await argumentsOf(world, resource, mark) });
      try {
        await bound(resource);
        // A policy that was there before may say otherwise of it.
        await adjust(resource, policyName(resource.name, mark));
      } catch (error) {
        await management.delete(path("queues", resource.name));
        throw error;
      }
    }
  }

  /** The first time, and where somebody unbound it. */
  async function bound({ name, config }: Resource): Promise<void> {
    const from = config["boundTo"];
    if (typeof from === "string") await management.post(path("bindings", "e", from, "q", name), { routing_key: "#", arguments: {} });
  }

  async function wire(world: World, { name, id }: Resource, config: Configuration, policy: string): Promise<void> {
    const queue = await world.queue(name);
    if (queue === undefined) throw new ToolError("NOT_FOUND", `${id}: queue ${name} is not there.`, "Only a queue can be wired.");
    const { deadLetter, ...rest } = config;
    const ours: Record<string, Setting> = Object.fromEntries(Object.entries(rest).map(([key, value]) => [key.replace(/^x-/, ""), value]));
    if (typeof deadLetter === "string") {
      // A source that is wired to nothing throws its dead letters away.
      if ((await world.queue(deadLetter)) === undefined)
        throw new ToolError("NOT_FOUND", `${id}: ${deadLetter} is not there.`, "Nothing was wired to it.");
      // A way that somebody else has laid there stays; a key of ours would lead it astray.
      if (!(await leadsThere(world, queue, deadLetter)))
        Object.assign(ours, { "dead-letter-exchange": "", "dead-letter-routing-key": deadLetter });
    }
    const { definition, priority } = await policyOver(world, queue, ours);
    await put(path("policies", policy), { pattern: exactly(name), "apply-to": "queues", definition, priority });
  }

  async function update(resource: Resource, config: Configuration): Promise<void> {
    glance = undefined;
    if (resource.kind === "exchange")
      throw new ToolError("UNSUPPORTED", `${resource.id} cannot be changed.`, "An exchange is as it was made.");
    const own = await ownPolicy(lookAt(management), resource.name);
    const was = before.get(resource.id);
    if (was && Object.keys(resource.config).every((key) => was.config[key] === config[key])) return restore(resource, own, was.policy);
    const [found] = await observe([resource]);
    before.set(resource.id, { config: found?.config ?? {}, policy: own });
    const wanted = Object.fromEntries(Object.keys(resource.config).map((key) => [key, config[key] ?? null]));
    await adjust({ ...resource, config: wanted }, own?.name ?? policyName(resource.name, "update"));
  }

  /** What a policy can say is said by ours. */
  async function adjust(resource: Resource, policy: string): Promise<void> {
    const [found] = await observe([resource]);
    const { boundTo, ...wanted } = resource.config;
    if (boundTo !== undefined && found?.config["boundTo"] !== boundTo) await bound(resource);
    if (Object.entries(wanted).every(([key, to]) => fits(resource, key, found?.config[key], to))) return;
    await wire(lookAt(management), resource, onlyPolicies(wanted), policy);
  }

  /** Back to what `update` found. */
  async function restore({ id, name }: Resource, own: Policy | undefined, was: Policy | undefined): Promise<void> {
    before.delete(id);
    if (own && was?.name !== own.name) await management.delete(path("policies", own.name));
    if (was === undefined) return;
    const { "apply-to": to, definition, priority } = was;
    await put(path("policies", was.name), { pattern: exactly(name), "apply-to": to, definition, priority });
  }

  async function remove(resource: Resource, mark: string, full = false): Promise<boolean> {
    glance = undefined;
    const world = lookAt(management);
    const [observed] = await observe([resource]);
    if (observed?.mark !== mark) return false;
    if (resource.kind === "exchange") {
      if ((await world.bindingsFrom(resource.name)).length > 0) return false;
    } else if (!full && !(await isEmptyAndUnread(counting, resource.name))) return false;
    if (resource.role === "dead-letter" && (await leadHere(world, resource.name))) return false;
    if (resource.kind !== "policy") await management.delete(path(resource.kind === "queue" ? "queues" : "exchanges", resource.name));
    // That of the queue that is read is a resource of its own.
    const own = resource.kind === "policy" || resource.role !== "source" ? await ownPolicy(world, resource.name) : undefined;
    if (own) await management.delete(path("policies", own.name));
    return true;
  }

  async function describe(channel: string, group?: string): Promise<Configuration | undefined> {
    if (glance === undefined || performance.now() > glance.untilMs)
      glance = { world: lookAt(management), untilMs: performance.now() + glanceMs };
    const { world } = glance;
    const queue = await world.queue(channel);
    if (queue) return { is: "queue", ...(await described(world, channel)) };
    const exchange = await world.exchange(channel);
    if (exchange === undefined) return undefined;
    return {
      is: "exchange",
      type: exchange.type,
      ...(group !== undefined && group !== "" && (await described(world, `${channel}.${group}`))),
    };
  }

  return { describe, observe, create, update, remove };
}

async function described(world: World, name: string): Promise<Configuration> {
  const queue = await world.queue(name);
  if (queue === undefined) return {};
  const deadLetter = (await aimOf(world, queue)) ?? (await destinationOf(world, queue)).queues[0];
  const limit = await inForce(world, queue, "delivery-limit");
  const found: { [key in keyof Described]: Described[key] } = {
    queueType: queue.type ?? "classic",
    ...(deadLetter !== undefined && { deadLetter }),
    ...(typeof limit.value === "number" && { deliveryLimit: limit.value }),
  };
  return found;
}

/** Of the keys of a queue those that a policy can say as well. */
function onlyPolicies(config: Configuration): Configuration {
  const fixed = new Set(["durable", "x-queue-type", "x-single-active-consumer"]);
  return Object.fromEntries(Object.entries(config).filter(([key]) => !fixed.has(key)));
}

function fits({ atLeast }: Resource, key: string, found: Setting | undefined, wanted: Setting): boolean {
  return found === wanted || (atLeast.includes(key) && typeof found === "number" && typeof wanted === "number" && found >= wanted);
}

async function argumentsOf(world: World, { role, config }: Resource, mark: string): Promise<Record<string, Setting>> {
  const given = Object.entries(config).filter(([key, value]) => key.startsWith("x-") && value !== null);
  const limited = role === "dead-letter" && (await world.deliveryLimit()) !== undefined;
  return { "x-queue-type": "quorum", ...Object.fromEntries(given), ...(limited && { "x-delivery-limit": -1 }), [markArgument]: mark };
}

async function observeExchange(world: World, { id, name }: Resource): Promise<Observed | undefined> {
  const exchange = await world.exchange(name);
  if (exchange === undefined) return undefined;
  return { id, config: { type: exchange.type, durable: exchange.durable }, ...marked(exchange.arguments) };
}

async function observeQueue(world: World, { id, name, config }: Resource): Promise<Observed | undefined> {
  const queue = await world.queue(name);
  if (queue === undefined) return undefined;
  const found: Record<string, Setting> = {};
  const fixed: string[] = [];
  for (const [key, to] of Object.entries(config)) {
    if (key === "durable") found[key] = queue.durable;
    else if (key === "x-queue-type") found[key] = queue.type ?? "classic";
    else if (key === "boundTo") found[key] = (await world.bindingsTo(name)).some(({ source }) => source === to) ? to : null;
    else {
      const said = await inForce(world, queue, key.replace(/^x-/, ""));
      found[key] = settingOf(said, to);
      if (found[key] !== to && (said.by === "argument" || said.by === "operator")) fixed.push(key);
    }
  }
  return { id, config: found, ...marked(queue.arguments), ...(fixed.length > 0 && { fixed }) };
}

function marked(given: Readonly<Record<string, unknown>>): { mark?: string } {
  const mark = given[markArgument];
  return typeof mark === "string" ? { mark } : {};
}

async function observeOne(world: World, resource: Resource): Promise<Observed | undefined> {
  if (resource.kind === "policy") return observeWiring(world, resource);
  return resource.kind === "exchange" ? observeExchange(world, resource) : observeQueue(world, resource);
}

/** What would be thrown away, were this queue gone. */
async function leadHere(world: World, queue: string): Promise<boolean> {
  const policies = await world.policies();
  return policies.some(({ definition }) => definition["dead-letter-exchange"] === "" && definition["dead-letter-routing-key"] === queue);
}
