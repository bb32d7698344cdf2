import type { Link } from "../instance.ts";
import type { Login } from "./login.ts";
import type { World } from "./world.ts";

/** What the connections of a play find out, and share. */
export interface Reading {
  readonly vhost: string;
  readonly login: Login;
  /** How many acknowledgements may be kept from the server. */
  readonly kept: number;
  /** Queues that the consumer reads. */
  readonly queues: Set<string>;
  readonly rejected: Set<number>;
  /** The queue is the consumer's own to make. */
  declared(queue: string): void;
  findable(exchange: string, key: string): Promise<void>;
  /** The channel as the code names it. */
  nameOf(exchange: string, key: string): { readonly channel: string; readonly key?: string };
  refused(code: number, text: string): void;
  /** `again` lets the server bring it once more. */
  keep(event: number, again: () => void, link: Link): void;
  isKept(link: Link): boolean;
  /** False: nothing of this event is kept. */
  bringAgain(event: number): boolean;
  isReady(instance: string): boolean;
  /** What is rejected there is read again later: it is no dead letter yet. */
  comesBack(queue: string): Promise<boolean>;
}

/** What a process died for want of, over all plays. */
export interface Missed {
  readonly queues: Set<string>;
  readonly exchanges: Set<string>;
}

export function createReading(world: World, missed: Missed, kept: number, isReady: (instance: string) => boolean): Reading {
  const withheld = new Map<number, (() => void)[]>();
  const links = new Set<Link>();
  const declared = new Set<string>();
  const queues = new Set<string>();
  return {
    vhost: world.vhost,
    login: world.login,
    kept,
    queues,
    comesBack: (queue) => world.comesBack(queue, queues),
    rejected: new Set(),
    declared: (queue) => void declared.add(queue),
    async findable(exchange, key) {
      if (exchange !== "" || !declared.has(key)) await world.findable(exchange, key);
    },
    nameOf: (exchange, key) => (exchange === "" ? { channel: key } : { channel: exchange, key }),
    refused(code, text) {
      if (code !== 404) return;
      const [, kind, name] = /no (queue|exchange) '([^']{1,255})'/.exec(text) ?? [];
      if (name !== undefined) missed[kind === "queue" ? "queues" : "exchanges"].add(name);
    },
    keep(event, again, link) {
      withheld.set(event, [...(withheld.get(event) ?? []), again]);
      links.add(link);
    },
    isKept: (link) => links.has(link),
    bringAgain(event) {
      const [again, ...others] = withheld.get(event) ?? [];
      if (again === undefined) return false;
      withheld.set(event, others);
      again();
      return true;
    },
    isReady,
  };
}
