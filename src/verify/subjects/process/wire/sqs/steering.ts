import { setTimeout as sleep } from "node:timers/promises";
import { promised } from "../../promised.ts";
import type { Carrier } from "../carrier.ts";
import type { Link } from "../instance.ts";
import { type Call, noneAnswer, onlyThose, type Received, receivedIn } from "./calls.ts";
import type { Answer } from "./proxy.ts";

/** One request for messages. */
export interface Request {
  readonly link: Link;
  readonly queue: string;
  readonly protocol: Call["protocol"];
  readonly ask: () => Promise<Answer>;
}

/** Who is to get what the server gave to whoever asked first: the one for which it was put in. */
export interface Steering {
  /** Messages for this request: those that the server gave to it, or to another one. */
  receive(request: Request): Promise<Answer>;
  /** It was asked to go, and would only see so when its request, which may wait for 20 s, is answered. */
  leaving(instance: string): void;
  /** It is given up, with all that waits for it. */
  lost(instance: string): void;
}

interface Open extends Pick<Request, "link" | "queue" | "protocol"> {
  readonly give: (answer: Answer) => void;
}

interface Waiting {
  readonly to: string;
  readonly queue: string;
  readonly receipt: string;
  readonly answer: Answer;
}

/** So long a message waits for the next request of its instance; then the server gives it to whoever asks. */
const waitsMs = 3000;
/** The signal comes before the answer. */
const noticesMs = 100;

export function createSteering(carrier: Carrier, giveBack: (queue: string, receipt: string) => void): Steering {
  const opened = new Set<Open>();
  const waiting = new Set<Waiting>();
  /** `INSTANCE QUEUE` of all that ever asked. */
  const readers = new Set<string>();
  const leave = new Set<string>();

  /** Undefined: for whoever gets it. */
  function wanted({ id, body }: Received, queue: string): string | undefined {
    const to = carrier.ledger.expects({ body: Buffer.from(body), redelivered: false, place: id })?.to;
    return to !== undefined && carrier.isReady(to) && readers.has(`${to} ${queue}`) ? to : undefined;
  }

  function pass(to: string, queue: string, receipt: string, answer: Answer): void {
    const open = [...opened].find(
      ({ link, ...each }) => link.instance.name === to && each.queue === queue && link.instance.links.has(link),
    );
    if (open !== undefined && opened.delete(open)) return open.give(answer);
    const one = { to, queue, receipt, answer };
    waiting.add(one);
    setTimeout(() => waiting.delete(one) && giveBack(queue, receipt), waitsMs).unref();
  }

  return {
    async receive({ link, queue, protocol, ask }) {
      const { name } = link.instance;
      readers.add(`${name} ${queue}`);
      if (leave.has(name)) return sleep(noticesMs, noneAnswer(protocol));
      const kept = [...waiting].find((one) => one.to === name && one.queue === queue);
      if (kept !== undefined && waiting.delete(kept)) return kept.answer;
      const given = promised<Answer>();
      const open: Open = { link, queue, protocol, give: given.resolve };
      opened.add(open);
      const own = async (): Promise<Answer> => {
        const answer = await ask().finally(() => void (isOpen = opened.delete(open)));
        await carrier.placed();
        const messages = receivedIn(protocol, answer);
        const away = messages.filter((message) => !isOpen || (wanted(message, queue) ?? name) !== name);
        for (const message of away) {
          const { receipt } = message;
          pass(wanted(message, queue) ?? name, queue, receipt, onlyThose(protocol, answer, [receipt]));
        }
        const mine = messages.filter((message) => !away.includes(message)).map(({ receipt }) => receipt);
        return away.length === 0 ? answer : onlyThose(protocol, answer, mine);
      };
      let isOpen = true;
      return Promise.race([given.promise, own()]);
    },
    leaving(instance) {
      leave.add(instance);
      const answer = () => {
        for (const open of opened) if (open.link.instance.name === instance && opened.delete(open)) open.give(noneAnswer(open.protocol));
      };
      setTimeout(answer, noticesMs).unref();
    },
    lost(instance) {
      leave.delete(instance);
      for (const one of waiting) {
        if (one.to !== instance) continue;
        waiting.delete(one);
        giveBack(one.queue, one.receipt);
      }
    },
  };
}
