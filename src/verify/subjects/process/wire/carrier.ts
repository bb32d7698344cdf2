import { setTimeout as sleep } from "node:timers/promises";
import { type Conversation, type Instance, type Link, processEnded } from "./instance.ts";
import { createLedger, type Delivery, type Ledger } from "./ledger.ts";
import { type Proxy, startProxy } from "./proxy.ts";
import type { Place } from "./place.ts";
import type { Beginning, Handed, Sent, Settling } from "./wire.ts";

/** Resolves when the broker has it; false: it did not take it. */
export type Forward = () => unknown;

/** What all wires of one play share: the instances' ports, the gate, and the account of what was handed over. */
export interface Carrier {
  readonly ledger: Ledger;
  readonly beginning: Beginning;
  instance(name: string): Promise<Instance>;
  /** On which port the instance finds another server of the same cluster. */
  portTo(instance: Instance, server: { readonly host: string; readonly port: number }): Promise<number>;
  /** Everything sent that the broker took, in order. */
  readonly sent: readonly Sent[];
  /** Asks the gate, then lets the broker have it or not. False: it did not. */
  settling(link: Link, handed: readonly Handed[], how: Settling, forward: Forward): Promise<boolean>;
  publishing(link: Link, sent: Sent, forward: Forward, refuse?: () => void): Promise<boolean>;
  /** The broker has it, without anybody having been asked. */
  took(sent: Sent): void;
  /** Told as handed over; undefined: none of ours. */
  hand(instance: Instance, delivery: Delivery): Handed | undefined;
  /** While it is under way, nobody knows yet where the broker keeps what is put in. */
  putting<T>(work: Promise<T>): Promise<T>;
  /** Undefined: all of it is known. */
  placed(): Promise<unknown> | undefined;
  /** Its process takes messages, unless it is gone: what it had said before that may be worked off later. */
  ready(link: Link): void;
  isReady(name: string): boolean;
  /** Its process is gone. */
  lost(name: string): void;
  strange(instance: Instance, why: string): void;
  /** What an instance that is gone held must come again. */
  onLost(hear: (handed: readonly Handed[], instance: string) => void | Promise<void>): void;
  end(): Promise<void>;
}

/** False: whoever asked is not there any more, or nothing of it may pass. */
async function passes(link: Link, ask: () => Promise<string>, forward: Forward, refuse?: () => void): Promise<boolean> {
  const { instance } = link;
  if (instance.state === "stopped" || !instance.links.has(link)) return false;
  const before = instance.ended;
  const passage = await ask();
  if (passage === "stop" || !instance.links.has(link)) {
    // Whoever was asked may have ended it already: the next process is not to be stopped for it.
    if (passage === "stop" && instance.ended === before) instance.state = "stopped";
    return false;
  }
  if (passage === "refuse") {
    refuse?.();
    return false;
  }
  if (passage === "forward-silently") instance.state = "silent";
  const taken = (await forward()) !== false;
  // What it says after that comes from a process that is to be dead by then.
  if (passage === "forward-silently" && instance.links.has(link)) instance.state = "stopped";
  return taken;
}

export function createCarrier(
  beginning: Beginning,
  target: Pick<Place, "host" | "port" | "isRetry">,
  open: ((name: string, carrier: Carrier) => Promise<Proxy>) | { readonly converse: (link: Link, carrier: Carrier) => Conversation },
): Carrier {
  const { gate, heard } = beginning;
  const ledger = createLedger(beginning.messages);
  const proxies = new Map<string, Promise<Proxy>>();
  const instances = new Map<string, Instance>();
  const sent: Sent[] = [];
  const under = new Set<Promise<unknown>>();
  const readyOnes = new Set<string>();
  let lost: ((handed: readonly Handed[], instance: string) => void | Promise<void>) | undefined;
  let over = false;
  const strange = (instance: Instance, why: string) => void (over || heard({ what: "strange", instance: instance.name, why }));

  const carrier: Carrier = {
    ledger,
    beginning,
    sent,
    strange,
    async instance(name) {
      let proxy = proxies.get(name);
      if (proxy === undefined)
        proxies.set(name, (proxy = typeof open === "function" ? open(name, carrier) : startProxy(name, specFor(target))));
      const { instance } = await proxy;
      instances.set(name, instance);
      // Whoever asks starts it: the one before is dead, and all that its end brings about comes first.
      for (let waited = 0; instance.links.size > 0 && waited < 500; waited += 5) await sleep(5);
      // What waits for an answer or for the gate does not hear that its other end is gone.
      for (const link of instance.links) link.cut();
      while (instance.links.size > 0) await sleep(5);
      await Promise.all(instance.closing);
      return instance;
    },
    async portTo(instance, server) {
      if (server.host === target.host && server.port === target.port) return instance.port;
      const name = `${instance.name} ${server.host}:${server.port}`;
      let proxy = proxies.get(name);
      if (proxy === undefined) proxies.set(name, (proxy = startProxy(instance.name, specFor(server), instance)));
      const { port } = await proxy;
      await beginning.opens?.(instance.name, port);
      return port;
    },
    async settling(link, handed, how, forward) {
      // Nobody is asked; but of a stopped instance nothing would come through, and no answer ever.
      if (handed.length === 0) return link.instance.state !== "stopped" && (await forward()) !== false;
      const told = () => {
        for (const each of handed) ledger.settle(each, how);
        heard({ what: "settled", handed, how });
      };
      let early = false;
      const passed = await passes(
        link,
        () => gate.settling(handed, how),
        () => {
          // What is given back may be on its way again before the answer is here.
          early = how === "nack" && link.instance.state === "open";
          if (early) told();
          return forward();
        },
      );
      if (!passed) return false;
      if (!early) told();
      if (how === "reject") for (const { event } of handed) heard({ what: "dead", event });
      return true;
    },
    async publishing(link, message, forward, refuse) {
      const passed = await passes(link, () => gate.publishing(message), forward, refuse);
      if (passed) carrier.took(message);
      return passed;
    },
    took(message) {
      sent.push(message);
      const event = target.isRetry(message.channel) ? ledger.eventOf(message.body) : undefined;
      if (event !== undefined) ledger.resend(event);
      heard({ what: "sent", sent: message });
    },
    ready(link) {
      const { name, links } = link.instance;
      if (readyOnes.has(name) || !links.has(link)) return;
      readyOnes.add(name);
      heard({ what: "ready", instance: name });
    },
    putting(work) {
      under.add(work);
      return work.finally(() => under.delete(work));
    },
    placed: () => (under.size === 0 ? undefined : Promise.allSettled(under)),
    isReady: (name) => readyOnes.has(name),
    hand({ name }, delivery) {
      const put = ledger.expects(delivery);
      // It comes again although it was not given back: its lease was over.
      const lapsed = put === undefined ? undefined : ledger.holding(put);
      if (lapsed !== undefined) {
        ledger.settle(lapsed, "nack");
        heard({ what: "settled", handed: [lapsed], how: "nack" });
      }
      const handed = ledger.hand(name, delivery);
      if (handed !== undefined) heard({ what: "handed", handed });
      return handed;
    },
    lost(name) {
      const instance = instances.get(name);
      if (instance === undefined) return;
      processEnded(instance);
      const done = gone(instance);
      instance.closing.add(done);
      void done.finally(() => instance.closing.delete(done));
    },
    onLost: (hear) => void (lost = hear),
    async end() {
      over = true;
      for (const proxy of proxies.values()) await (await proxy).close();
    },
  };

  function specFor(server: { readonly host: string; readonly port: number }) {
    if (typeof open === "function") throw new Error("This wire has one address.");
    return { target: server, converse: (link: Link) => open.converse(link, carrier), lost: gone, strange };
  }

  async function gone({ name }: Instance): Promise<void> {
    if (over) return;
    readyOnes.delete(name);
    const unsettled = ledger.lose(name);
    heard({ what: "lost", instance: name, unsettled });
    await lost?.(unsettled, name);
  }
  return carrier;
}
