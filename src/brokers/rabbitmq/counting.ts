import { type Clock } from "../clock.ts";
import type { Backlog } from "../broker.ts";
import { ToolError } from "../../tool.ts";
import { accountsOf } from "./accounts.ts";
import { type Depth, depthOf } from "./depth.ts";
import { aside, type Link } from "./link.ts";
import { exactly } from "./policies.ts";
import type { Management } from "./management.ts";
import { isRung } from "./topology.ts";

export interface Counting {
  backlog(queue: string): Promise<Backlog>;
  /** Consumers of other processes. */
  strangers(queue: string): Promise<number>;
}

/** How long a message may be on its way from a rung to the queue that it comes back to: in neither of them. */
const betweenMs = 200;
/** How long an empty queue is taken to have its leader. */
const believedMs = 1000;

export function countingOn(link: Link, management: Management, clock: Clock): Counting {
  /** What lay in a rung when it was last looked at. */
  const lately = new Map<string, { readonly atMs: number; readonly ready: number }[]>();

  /** When a queue last answered by its leader. */
  const answered = new Map<string, number>();

  async function declared(queue: string): Promise<Depth> {
    const believed = (answered.get(queue) ?? 0) > clock.now() - believedMs;
    const depth = await aside(link, `looking at ${queue}`, (channel) => depthOf(channel, queue, believed));
    if (!believed) answered.set(queue, clock.now());
    return depth;
  }

  const accounts = (queue: string) => accountsOf(`${link.endpoint.place}/${queue}`);

  /** The server's own count of what other processes hold: up to five seconds old. */
  async function heldElsewhere(queue: string): Promise<number> {
    const search = new URLSearchParams({
      page: "1",
      page_size: "1",
      name: exactly(queue),
      use_regex: "true",
      disable_stats: "true",
      enable_queue_totals: "true",
    });
    const found = await management.get<{ items?: { messages_unacknowledged?: number }[] }>(
      `${management.path("queues")}?${search.toString()}`,
    );
    return found?.items?.[0]?.messages_unacknowledged ?? 0;
  }

  return {
    async strangers(queue) {
      return Math.max(0, (await declared(queue)).consumers - accounts(queue).length);
    },
    async backlog(queue) {
      const here = accounts(queue);
      const own = here.reduce((sum, account) => sum + account.inFlight(), 0);
      const { ready, consumers } = await declared(queue);
      const inFlight = consumers > here.length ? Math.max(own, await heldElsewhere(queue)) : own;
      const oldest = here.flatMap((account) => account.oldestAtMs() ?? []);
      if (isRung(queue)) return { ready: 0, delayed: waiting(queue, ready), inFlight };
      return { ready, delayed: 0, inFlight, ...(oldest.length > 0 && { oldestAtMs: Math.min(...oldest) }) };
    },
  };

  function waiting(queue: string, ready: number): number {
    const now = clock.now();
    const looks = [...(lately.get(queue) ?? []), { atMs: now, ready }].filter(({ atMs }) => atMs > now - betweenMs);
    lately.set(queue, looks);
    return Math.max(...looks.map((look) => look.ready));
  }
}

/** Twice, for a message may be on its way. */
export async function isEmptyAndUnread(counting: Counting, queue: string): Promise<boolean> {
  for (let look = 0; look < 2; look += 1) {
    try {
      const { ready, delayed, inFlight } = await counting.backlog(queue);
      if (ready + delayed + inFlight > 0 || (await counting.strangers(queue)) > 0) return false;
    } catch (error) {
      if (!(error instanceof ToolError) || error.code !== "NOT_FOUND") throw error;
    }
  }
  return true;
}
