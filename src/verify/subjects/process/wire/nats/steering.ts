import type { Link } from "../instance.ts";
import type { Command } from "./commands.ts";

/** Where one instance takes messages of one consumer of the server: a request that is open, or a subscription that is pushed to. */
export interface Outlet {
  readonly link: Link;
  /** Of the subscription on which they come. */
  readonly id: string;
  /** `STREAM.CONSUMER`, or the subject that it pushes to. */
  readonly of: string;
  /** How many more it takes. */
  left: number;
  /** Until when it waits for them, on `now`. */
  readonly until: number;
  /** One more is asked of the server in its name: what it was given went elsewhere. */
  readonly askAgain: () => void;
  readonly give: (command: Command) => void;
  /** It was given one. */
  readonly took?: () => void;
}

/** Who is to get what the server gave to a request of whichever instance was first: the one for which it was put in. */
export interface Steering {
  /** What waited for it is given at once. False: nothing is left to ask the server for. */
  opened(outlet: Outlet): boolean;
  /** False: it is for the one to whom the server gave it. */
  elsewhere(command: Command, link: Link, of: string, to: string | undefined): boolean;
  /** It takes no more, though the server would still give it some. */
  ended(outlet: Outlet): void;
  /** It is given up, with all that waits for it. */
  lost(link: Link): void;
}

interface Waiting {
  readonly to: string;
  readonly of: string;
  readonly command: Command;
}

/** So long a message waits for the next request of its instance; then the server gives it to whoever asks. */
const waitsMs = 3000;

export function createSteering(now: () => number, giveBack: (command: Command) => void): Steering {
  const outlets = new Set<Outlet>();
  /** Connections that asked for messages of a consumer, by `of`. */
  const readers = new Map<string, Set<Link>>();
  const waiting = new Set<Waiting>();
  /** What the server will give to a subscription that did not ask for it any more, by link and subscription. */
  const owed = new Map<Link, Map<string, number>>();

  const openOf = (matches: (outlet: Outlet) => boolean): Outlet | undefined =>
    [...outlets].find((outlet) => outlet.left > 0 && outlet.until > now() && matches(outlet));

  function owe(link: Link, id: string, more: number): void {
    const own = owed.get(link) ?? new Map<string, number>();
    owed.set(link, own.set(id, (own.get(id) ?? 0) + more));
  }

  /** To another request than the one that the server took it for. */
  function give(outlet: Outlet, command: Command): void {
    owe(outlet.link, outlet.id, 1);
    hand(outlet, command);
  }

  function hand(outlet: Outlet, command: Command): void {
    outlet.left -= 1;
    outlet.give(command);
    outlet.took?.();
  }

  function park(to: string, of: string, command: Command): void {
    const one = { to, of, command };
    waiting.add(one);
    setTimeout(() => waiting.delete(one) && giveBack(command), waitsMs).unref();
  }

  return {
    opened(outlet) {
      for (const each of outlets) if (each.left === 0 || each.until <= now()) outlets.delete(each);
      outlets.add(outlet);
      readers.set(outlet.of, (readers.get(outlet.of) ?? new Set()).add(outlet.link));
      for (const one of waiting) {
        if (outlet.left === 0 || one.to !== outlet.link.instance.name || one.of !== outlet.of) continue;
        waiting.delete(one);
        hand(outlet, one.command);
      }
      return outlet.left > 0;
    },
    elsewhere(command, link, of, to) {
      const id = command.args[1]!;
      const { name } = link.instance;
      const reads = [...(readers.get(of) ?? [])].some(({ instance }) => instance.name === to);
      if (to !== undefined && to !== name && reads) {
        openOf((outlet) => outlet.link === link && outlet.id === id && outlet.of === of)?.askAgain();
        const other = openOf((outlet) => outlet.of === of && outlet.link.instance.name === to);
        if (other === undefined) park(to, of, command);
        else give(other, command);
        return true;
      }
      const own = openOf((outlet) => outlet.link === link && outlet.id === id);
      if (own !== undefined) {
        own.left -= 1;
        own.took?.();
        return false;
      }
      if ((owed.get(link)?.get(id) ?? 0) === 0) return false;
      owe(link, id, -1);
      const next = openOf((outlet) => outlet.of === of && outlet.link.instance.name === name);
      if (next === undefined) park(name, of, command);
      else give(next, command);
      return true;
    },
    ended(outlet) {
      owe(outlet.link, outlet.id, outlet.left);
      outlet.left = 0;
    },
    lost(link) {
      owed.delete(link);
      for (const links of readers.values()) links.delete(link);
      for (const outlet of outlets) if (outlet.link === link) outlets.delete(outlet);
      for (const one of waiting) {
        if (one.to !== link.instance.name) continue;
        waiting.delete(one);
        giveBack(one.command);
      }
    },
  };
}
