import type { Conversation, Instance, Link } from "./instance.ts";
import { createLedger, type Ledger } from "./ledger.ts";
import { type Proxy, startProxy } from "./proxy.ts";
import type { Place } from "./place.ts";
import type { Beginning, Handed, Sent, Settling } from "./wire.ts";

/** What all wires of one play share: the instances' ports, the gate, and the account of what was handed over. */
export interface Carrier {
  readonly ledger: Ledger;
  readonly beginning: Beginning;
  instance(name: string): Promise<Instance>;
  /** Everything sent that the broker took, in order. */
  readonly sent: readonly Sent[];
  /** Asks the gate, then lets the broker have it (`forward` resolves when it does) or not. False: it did not. */
  settling(link: Link, handed: readonly Handed[], how: Settling, forward: () => void | Promise<void>): Promise<boolean>;
  publishing(link: Link, sent: Sent, forward: () => void | Promise<void>, refuse?: () => void): Promise<boolean>;
  ready(instance: Instance): void;
  strange(instance: Instance, why: string): void;
  /** What an instance that is gone held must come again. */
  onLost(hear: (handed: readonly Handed[], instance: string) => void): void;
  end(): Promise<void>;
}

export function createCarrier(
  beginning: Beginning,
  target: Pick<Place, "host" | "port" | "isRetry">,
  converse: (link: Link, carrier: Carrier) => Conversation,
): Carrier {
  const { gate, heard } = beginning;
  const ledger = createLedger(beginning.messages);
  const proxies = new Map<string, Promise<Proxy>>();
  const sent: Sent[] = [];
  const isReady = new Set<string>();
  let lost: (handed: readonly Handed[], instance: string) => void = () => undefined;
  let over = false;
  const strange = (instance: Instance, why: string) => void (over || heard({ what: "strange", instance: instance.name, why }));

  /** False: whoever asked is not there any more, or nothing of it may pass. */
  async function passes(
    link: Link,
    ask: () => Promise<string>,
    forward: () => void | Promise<void>,
    refuse?: () => void,
  ): Promise<boolean> {
    const { instance } = link;
    if (instance.state === "stopped") return false;
    const passage = await ask();
    if (passage === "stop" || !instance.links.has(link)) {
      if (passage === "stop") instance.state = "stopped";
      return false;
    }
    if (passage === "refuse") {
      refuse?.();
      return false;
    }
    if (passage === "forward-silently") instance.state = "silent";
    await forward();
    return true;
  }

  const carrier: Carrier = {
    ledger,
    beginning,
    sent,
    strange,
    async instance(name) {
      let proxy = proxies.get(name);
      const spec = { target, converse: (link: Link) => converse(link, carrier), lost: gone, strange };
      if (proxy === undefined) proxies.set(name, (proxy = startProxy(name, spec)));
      return (await proxy).instance;
    },
    async settling(link, handed, how, forward) {
      if (handed.length === 0) {
        await forward();
        return true;
      }
      const passed = await passes(link, () => gate.settling(handed, how), forward);
      if (!passed) return false;
      for (const each of handed) ledger.settle(each, how);
      heard({ what: "settled", handed, how });
      if (how === "reject") for (const { event } of handed) heard({ what: "dead", event });
      return true;
    },
    async publishing(link, message, forward, refuse) {
      const passed = await passes(link, () => gate.publishing(message), forward, refuse);
      if (!passed) return false;
      sent.push(message);
      const event = target.isRetry(message.channel) ? ledger.eventOf(message.body) : undefined;
      if (event !== undefined) ledger.resend(event);
      heard({ what: "sent", sent: message });
      return true;
    },
    ready({ name }) {
      if (isReady.has(name)) return;
      isReady.add(name);
      heard({ what: "ready", instance: name });
    },
    onLost: (hear) => void (lost = hear),
    async end() {
      over = true;
      for (const proxy of proxies.values()) await (await proxy).close();
    },
  };

  function gone({ name }: Instance): void {
    if (over) return;
    isReady.delete(name);
    const unsettled = ledger.lose(name);
    heard({ what: "lost", instance: name, unsettled });
    lost(unsettled, name);
  }
  return carrier;
}
