import type { Session } from "../../brokers/broker.ts";
import { realClock } from "../../brokers/clock.ts";
import { embedded } from "../../brokers/embedded/broker.ts";
import { type Desired, planOf } from "../../delivery/plan.ts";
import type { Observed, Plan } from "../../model/delivery.ts";
import { type ToolContext, ToolError } from "../../tool.ts";
import type { Placed, Placing } from "./wanted.ts";

/** What the answers say of the broker that was used. */
export const embeddedNote =
  "On the embedded broker: its state lies in .godmode/event/embedded/, no other broker is contacted, and no permission is needed. This version has no session with a real one.";

/** Opens the broker behind these consumers, and closes it. `looking`: nothing is written. */
export async function withBroker<T>(
  context: ToolContext,
  { connection }: Pick<Placing, "connection">,
  looking: boolean,
  body: (session: Session) => Promise<T>,
): Promise<T> {
  const clock = realClock(() => context.now().getTime());
  // Which behaviour is spoken to does not matter here: each consumer's group has its own.
  const session = await embedded("requeue").open({ root: context.root, connection, clock, looking });
  try {
    return await body(session);
  } finally {
    await session.close();
  }
}

export interface Planned {
  readonly plan: Plan;
  readonly desired: readonly Desired[];
  readonly observed: readonly Observed[];
}

/** The plan for these consumers against the broker as it stands. */
export async function planFor(session: Session, placed: readonly Placed[]): Promise<Planned> {
  const desired = placed.map(({ wanted: { consumer }, resources }): Desired => ({ consumer, resources }));
  const all = new Map(desired.flatMap(({ resources }) => resources.map((resource) => [resource.id, resource] as const)));
  const observed = await session.observe([...all.values()]);
  return { plan: planOf("embedded", desired, observed), desired, observed };
}

/** Which consumers a plan is for: all of them, or one. Throws PLAN_STALE where no plan of the world as it stands has that id. */
export async function consumersOf(session: Session, placed: readonly Placed[], id: string): Promise<readonly Placed[]> {
  for (const some of [placed, ...placed.map((each) => [each])]) if ((await planFor(session, some)).plan.plan === id) return some;
  throw new ToolError(
    "PLAN_STALE",
    `No plan of the repository and the broker as they stand is ${id}.`,
    "Consumers, settings or the broker changed after it was made; nothing was applied.",
  );
}
