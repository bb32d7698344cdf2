import type { Opening, Session, Topology } from "../../brokers/broker.ts";
import { realClock } from "../../brokers/clock.ts";
import { embedded } from "../../brokers/embedded/broker.ts";
import { type Desired, planOf } from "../../delivery/plan.ts";
import { digestOf } from "../../model/digest.ts";
import type { DeclaredChanges } from "../../delivery/owners/owners.ts";
import type { Observed, Plan, Resource } from "../../model/delivery.ts";
import type { SystemMap } from "../../model/system.ts";
import { type ToolContext, ToolError } from "../../tool.ts";
import { addressOf } from "../connections/connection.ts";
import { declaredIn } from "./declared.ts";
import type { Place, Placing, Unplanned } from "./wanted.ts";

/** One consumer with what its broker must have, as far as the broker that stands there tells. */
export interface Placed extends Place {
  readonly topology: Topology;
  /** What its plan makes. */
  readonly resources: readonly Resource[];
  readonly session: Session;
}

/** The brokers of some consumers, each opened once. */
export interface World {
  readonly placed: readonly Placed[];
  /** Those for which their broker allows no ladder as it is wanted. */
  readonly unplanned: readonly Unplanned[];
}

/** What the answers say where no real broker is spoken to. */
const embeddedNote =
  "On the embedded broker, for the settings have no connection to a real one: its state lies in .godmode/event/embedded/, and no permission is needed.";

/** For each broker of these consumers where it is, or why it is none of the real ones. */
export function notesOf(places: readonly (Place | Placed)[], planned?: Planned): string[] {
  const waiting = planned?.plan.actions.filter(({ pending }) => pending).length ?? 0;
  const pending = `${waiting} of these belong to infrastructure files: their own tool brings them to the broker.`;
  const owned = planned?.parts.flatMap(({ declared }) => declared.owned) ?? [];
  // What stands in the way is the reason of its action.
  const said = owned.filter(({ state }) => state !== "cannot").flatMap(({ notes }) => notes);
  const warnings = places.flatMap((place) => ("topology" in place ? (place.topology.warnings ?? []) : []));
  return [
    ...(places.some(({ at }) => at === undefined) ? [embeddedNote] : []),
    ...new Set([...warnings, ...said]),
    ...(waiting > 0 ? [pending] : []),
  ];
}

/** `broker` and `connection` of an answer: one of each, or all of them. */
export function brokersOf({ places, settings }: Pick<Placing, "places" | "settings">): { broker: string; connection: string } {
  const brokers = new Set(places.map(({ broker }) => broker.kind));
  const connections = new Set(places.map(({ at }) => at?.name ?? embeddedName(settings)));
  return { broker: [...brokers].join(", ") || "embedded", connection: [...connections].join(", ") || embeddedName(settings) };
}

const embeddedName = (settings: Placing["settings"]): string =>
  Object.entries(settings.connections ?? {}).find(([, { kind }]) => kind === "embedded")?.[0] ?? "default";

/** How the broker of a consumer is reached. */
export function openingOf(context: ToolContext, { settings }: Pick<Placing, "settings">, { at }: Pick<Place, "at">): Opening {
  const clock = realClock(() => context.now().getTime());
  const { root } = context;
  if (at === undefined) return { root, connection: embeddedName(settings), clock };
  return { root, connection: at.name, clock, address: addressOf(at, context.env) };
}

/** Opens the brokers behind these consumers, and closes them. `looking`: nothing is written. */
export async function withBrokers<T>(
  context: ToolContext,
  placing: Pick<Placing, "places" | "settings">,
  looking: boolean,
  body: (world: World) => Promise<T>,
): Promise<T> {
  const sessions = new Map<string, Session>();
  const unplanned: Unplanned[] = [];
  const sessionOf = async (place: Place): Promise<Session> => {
    const name = place.at === undefined ? "" : `at ${place.at.name}`;
    const known = sessions.get(name);
    if (known) return known;
    // Which behaviour of the embedded one is spoken to does not matter here: each consumer's group has its own.
    const broker = place.at === undefined ? embedded("requeue") : place.broker;
    const session = await broker.open({ ...openingOf(context, placing, place), looking });
    sessions.set(name, session);
    return session;
  };
  try {
    const placed: Placed[] = [];
    for (const place of placing.places) {
      const found = await located(place, await sessionOf(place));
      if ("why" in found) unplanned.push(found);
      else placed.push(found);
    }
    return await body({ placed, unplanned });
  } finally {
    for (const session of sessions.values()) await session.close();
  }
}

/** A ladder fits to the channel that is there: its partitions, its type, its retention. */
async function located(place: Place, session: Session): Promise<Placed | Unplanned> {
  const source = place.broker.external ? await session.describe(place.wanted.channel, place.wanted.group) : undefined;
  try {
    const topology = place.broker.topology({ ...place.wanted, ...(source && { source }) });
    return { ...place, session, topology, resources: place.onRung ? [] : topology.resources };
  } catch (error) {
    if (!(error instanceof ToolError)) throw error;
    return { consumer: place.wanted.consumer, why: `${error.message} ${error.retry.how}` };
  }
}

/** What is planned on one broker, and in the files that declare what stands there. */
export interface Part {
  readonly declared: DeclaredChanges;
  readonly session: Session;
  readonly plan: Plan;
  readonly desired: readonly Desired[];
  readonly observed: readonly Observed[];
}

export interface Planned {
  /** Of all brokers together. */
  readonly plan: Plan;
  readonly parts: readonly Part[];
}

/** The plan for these consumers against their brokers as they stand. */
export async function planFor(context: ToolContext, map: SystemMap, placed: readonly Placed[]): Promise<Planned> {
  const parts: Part[] = [];
  for (const session of new Set(placed.map((each) => each.session))) {
    const here = placed.filter((each) => each.session === session);
    const desired = here.map(({ wanted: { consumer }, resources }): Desired => ({ consumer, resources }));
    const all = new Map(desired.flatMap(({ resources }) => resources.map((resource) => [resource.id, resource] as const)));
    const observed = await session.observe([...all.values()]);
    const declared = await declaredIn(context, map, here[0]!, desired, observed);
    const { broker } = here[0]!;
    const plan = planOf(broker.kind, desired, observed, declared, broker.disputes?.([...all.values()]));
    parts.push({ session, desired, observed, plan, declared });
  }
  return { plan: together(parts.map(({ plan }) => plan)), parts };
}

function together(plans: readonly Plan[]): Plan {
  if (plans.length === 1) return plans[0]!;
  const plan = plans.length === 0 ? planOf("embedded", [], []).plan : digestOf(plans.map((each) => each.plan)).slice(0, 16);
  const broker = [...new Set(plans.map((each) => each.broker))].join(", ") || "embedded";
  return { plan, broker, actions: plans.flatMap(({ actions }) => actions), fileEdits: plans.flatMap(({ fileEdits }) => fileEdits) };
}

/** Which consumers a plan is for: all of them, or one. Throws PLAN_STALE where no plan of the world as it stands has that id. */
export async function consumersOf(context: ToolContext, map: SystemMap, placed: readonly Placed[], id: string): Promise<readonly Placed[]> {
  for (const some of [placed, ...placed.map((each) => [each])]) if ((await planFor(context, map, some)).plan.plan === id) return some;
  throw new ToolError(
    "PLAN_STALE",
    `No plan of the repository and the broker as they stand is ${id}.`,
    "Consumers, settings or the broker changed after it was made; nothing was applied.",
  );
}
