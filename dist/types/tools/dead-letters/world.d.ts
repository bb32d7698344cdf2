import type { Session } from "../../brokers/broker.ts";
import { type Desired } from "../../delivery/plan.ts";
import type { Observed, Plan } from "../../model/delivery.ts";
import { type ToolContext } from "../../tool.ts";
import type { Placed, Placing } from "./wanted.ts";
/** What the answers say of the broker that was used. */
export declare const embeddedNote = "On the embedded broker: its state lies in .godmode/event/embedded/, no other broker is contacted, and no permission is needed. This version has no session with a real one.";
/** Opens the broker behind these consumers, and closes it. `looking`: nothing is written. */
export declare function withBroker<T>(context: ToolContext, { connection }: Pick<Placing, "connection">, looking: boolean, body: (session: Session) => Promise<T>): Promise<T>;
export interface Planned {
    readonly plan: Plan;
    readonly desired: readonly Desired[];
    readonly observed: readonly Observed[];
}
/** The plan for these consumers against the broker as it stands. */
export declare function planFor(session: Session, placed: readonly Placed[]): Promise<Planned>;
/** Which consumers a plan is for: all of them, or one. Throws PLAN_STALE where no plan of the world as it stands has that id. */
export declare function consumersOf(session: Session, placed: readonly Placed[], id: string): Promise<readonly Placed[]>;
