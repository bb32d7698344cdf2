import type { Carrier } from "../carrier.ts";
import type { Conversation, Link } from "../instance.ts";
import type { Delivery } from "../ledger.ts";
import { type Place, TakenError } from "../place.ts";
import type { Handed, Settling } from "../wire.ts";
import { commandOf, type NatsClient } from "./client.ts";
import { type Command, commandSplitter } from "./commands.ts";
import { type Marked, oneByOne, placeOf, pushesTo, type Said, saidBy, takes, withoutOthers } from "./dialect.ts";
import { loginOf, openGreeting } from "./login.ts";
import { keepApart } from "./shared.ts";
import type { Outlet, Steering } from "./steering.ts";
import { bySubject, consumerExists, keepSubject, type Known, makeWanted, streamExists } from "./streams.ts";

/** So long after a message nothing more comes for the same request: what is put in together comes together. */
const silenceMs = 150;

/** What the connections of a play find out, and share. */
export interface Reading {
  readonly client: NatsClient;
  readonly place: Place;
  readonly known: Known;
  /** On which subject each delivery is acknowledged. */
  readonly marks: Map<Handed, string>;
  /** What was handed over and is not settled, by the same. */
  readonly open: Map<string, Handed>;
  /** Acknowledgements that the server never gets, by event: what it would forget must come again. */
  readonly withheld: Map<number, string[]>;
  /** Consumers that are read, by stream, in the order in which they were first seen. */
  readonly reads: Map<string, string>;
  readonly steering: Steering;
}

/** One connection of the consumer. Acknowledgements go over our own connection, as requests: the answer says that the server has them. */
export function converse(link: Link, carrier: Carrier, reading: Reading): Conversation {
  const [client, server] = [commandSplitter(), commandSplitter()];
  const subscriptions = new Map<string, string>();
  const confirming = new Map<string, () => void>();
  /** Whose PING the next PONG answers; undefined: the consumer's. */
  const pings: ((() => void) | undefined)[] = [];

  async function hear(command: Command): Promise<void> {
    // Its process is gone: nobody waits for what it asked for.
    if (!link.instance.links.has(link)) return;
    const said = saidBy(command);
    if (!reading.place.private) await keepApart(command, reading, pushed);
    if (command.name === "CONNECT") return link.toServer(loginOf(command, reading.place));
    if (command.name === "PING") pings.push(undefined);
    if (said?.what === "settles") return settles(said, command);
    if (said?.what === "sends") return sends(said, command);
    if (said?.what === "pulls") return pulls(said, command);
    if (said !== undefined) await note(said);
    link.toServer(said?.what === "makes" && said.together ? oneByOne(command) : command.bytes);
  }

  async function settles(said: Extract<Said, { what: "settles" }>, command: Command): Promise<void> {
    const handed = reading.open.get(said.mark);
    if (handed === undefined || said.how === "extend") return link.toServer(command.bytes);
    const { how } = said;
    const covered = how === "ack" ? coveredBy(said.mark) : [said.mark];
    const all = covered.map((mark) => reading.open.get(mark)!);
    await carrier.settling(link, all, how, async () => {
      const answers = await Promise.all(covered.map((mark) => settle(mark, how, command.payload ?? "")));
      if (said.reply !== undefined) answer(said.reply, answers.at(-1));
    });
  }

  /** Marks of what is acknowledged with this one, itself the last. */
  function coveredBy(mark: string): string[] {
    const { stream, consumer, sequence } = placeOf(mark)!;
    if (!reading.known.together.has(`${stream}.${consumer}`)) return [mark];
    const before = [...reading.open.keys()].filter((other) => {
      const at = placeOf(other)!;
      return at.stream === stream && at.consumer === consumer && at.sequence < sequence;
    });
    return [...before, mark];
  }

  /** Its answer is the server's, or empty where the server is not told. */
  async function settle(mark: string, how: Settling, payload: Buffer | string): Promise<Buffer | undefined> {
    const { event } = reading.open.get(mark)!;
    reading.open.delete(mark);
    if (how === "ack" && carrier.beginning.comeAgain.has(event)) {
      reading.withheld.set(event, [...(reading.withheld.get(event) ?? []), mark]);
      return undefined;
    }
    // A request to be told when it is done, unless the server is not asked at all by this one.
    return reading.client.request(mark, payload).catch(() => undefined);
  }

  const idFor = (subject: string): string | undefined => [...subscriptions].find(([, pattern]) => takes(pattern, subject))?.[0];

  /** To whoever waits for a reply there, as the server would. */
  function answer(reply: string | undefined, payload: Buffer = Buffer.alloc(0)): void {
    if (reply === undefined) return;
    const id = idFor(reply);
    if (id === undefined) return;
    link.toClient(Buffer.concat([Buffer.from(`MSG ${reply} ${id} ${payload.length}\r\n`), payload, Buffer.from("\r\n")]));
  }

  async function sends({ sent, reply }: Extract<Said, { what: "sends" }>, command: Command): Promise<void> {
    if (reply !== undefined) await keepSubject(reading.client, reading.known, reading.place, sent.channel);
    await carrier.publishing(link, { instance: link.instance.name, ...sent }, () => {
      const has = new Promise<void>((resolve) => {
        if (reply === undefined) pings.push(resolve);
        else confirming.set(reply, resolve);
        ended.push(resolve);
      });
      link.toServer(command.bytes);
      if (reply === undefined) link.toServer(Buffer.from("PING\r\n"));
      return has;
    });
  }
  const ended: (() => void)[] = [];

  function reads(stream: string, consumer: string): void {
    if (!reading.reads.has(stream)) reading.reads.set(stream, consumer);
  }

  async function pulls({ stream, consumer, asked, reply = "" }: Extract<Said, { what: "pulls" }>, command: Command): Promise<void> {
    // The server says nothing to who asks for messages of what is not there.
    if (!reading.reads.has(stream) && !(await consumerExists(reading.client, `${stream}.${consumer}`))) {
      reading.known.wanted.add(`${stream}.${consumer}`);
      await makeWanted(reading.client, reading.known, reading.place);
    }
    reads(stream, consumer);
    carrier.ready(link);
    const id = idFor(reply);
    if (id === undefined) return link.toServer(command.bytes);
    const until = asked.expires === undefined ? Infinity : performance.now() + asked.expires / 1e6;
    const ask = (batch: number) => {
      const leftNs = Math.round((until - performance.now()) * 1e6);
      if (leftNs <= 0) return;
      const { idle_heartbeat: beat = 0, expires, ...more } = asked;
      const body = {
        ...more,
        batch,
        ...(expires !== undefined && { expires: leftNs }),
        ...(beat > 0 && beat * 2 < leftNs && { idle_heartbeat: beat }),
      };
      link.toServer(commandOf(command.args[0]!, reply, JSON.stringify(body), {}));
    };
    let silence: NodeJS.Timeout | undefined;
    const outlet: Outlet = {
      link,
      id,
      of: `${stream}.${consumer}`,
      left: asked.batch,
      until,
      askAgain: () => ask(1),
      give: (given) => give(given, id),
      took() {
        clearTimeout(silence);
        if (outlet.left > 0 && outlet.until < Infinity && (asked.idle_heartbeat ?? 0) === 0)
          silence = setTimeout(() => endEarly(outlet, reply), silenceMs).unref();
      },
    };
    if (!reading.steering.opened(outlet)) return;
    if (outlet.left === asked.batch) link.toServer(command.bytes);
    else ask(outlet.left);
  }

  /** Who wants several waits for the rest until its time is up, and works on none before: the server says that it is up. */
  function endEarly(outlet: Outlet, reply: string): void {
    if (outlet.left === 0 || outlet.until <= performance.now()) return;
    const status = `NATS/1.0 408 Request Timeout\r\nNats-Pending-Messages: ${outlet.left}\r\nNats-Pending-Bytes: 0\r\n\r\n`;
    reading.steering.ended(outlet);
    early.add(reply);
    link.toClient(Buffer.from(`HMSG ${reply} ${outlet.id} ${status.length} ${status.length}\r\n${status}\r\n`));
  }
  /** Replies of requests whose end was said before the server says it. */
  const early = new Set<string>();

  async function note(said: Said): Promise<void> {
    const { client: own, known, place } = reading;
    if (said.what === "listens") {
      subscriptions.set(said.id, said.subject);
      if (pushed.has(said.subject)) listens(said.id, said.subject);
    } else if (said.what === "makes") {
      if (said.filter !== undefined) known.filters.set(said.stream, said.filter);
      if (!(await streamExists(own, known, place, said.stream))) known.missed.add(said.stream);
      if (said.unacknowledged)
        carrier.strange(
          link.instance,
          "It asked for messages that need no acknowledgement: nothing comes again, and nothing is told of what was done.",
        );
      if (said.consumer !== undefined) reads(said.stream, said.consumer);
      if (said.together) known.together.add(`${said.stream}.${said.consumer}`);
      if (said.deliver !== undefined) pushes(said.deliver);
    } else if (said.what === "stores") {
      carrier.strange(link.instance, `It keeps data in the server itself (${said.subject}): nobody looks at what is there.`);
    } else if (said.what === "looks") {
      const name = said.stream === undefined ? undefined : [said.stream, ...(said.consumer === undefined ? [] : [said.consumer])].join(".");
      if (name !== undefined) known.missed.add(name);
      else if (said.subject !== undefined) known.missed.add(`${bySubject}${said.subject}`);
    }
  }
  /** Subjects to which a consumer pushes. */
  const pushed = new Set<string>();

  function pushes(subject: string): void {
    pushed.add(subject);
    for (const [id, pattern] of subscriptions) if (pattern === subject) listens(id, subject);
  }

  function listens(id: string, subject: string): void {
    const ever = { left: Infinity, until: Infinity, askAgain: () => undefined };
    reading.steering.opened({ link, id, of: subject, ...ever, give: (command) => give(command, id) });
    carrier.ready(link);
  }

  async function answers(command: Command): Promise<void> {
    const { name, args, payload = Buffer.alloc(0) } = command;
    if (name === "PONG" && pings.length > 0) {
      const own = pings.shift();
      if (own !== undefined) return own();
    }
    if (name === "MSG" || name === "HMSG") {
      confirming.get(args[0]!)?.();
      confirming.delete(args[0]!);
      const reply = args.length === (name === "MSG" ? 4 : 5) ? args[2]! : "";
      const at = placeOf(reply);
      if (at !== undefined && !reading.place.private && !reading.known.made.has(at.stream)) throw new TakenError("stream", at.stream);
      if (at !== undefined) {
        await carrier.placed();
        return delivered(command, at);
      }
      if (early.has(args[0]!) && name === "HMSG") return;
      const deliver = pushesTo(payload);
      if (deliver !== undefined) pushes(deliver);
    }
    const bytes = withoutOthers(command);
    link.toClient(name === "INFO" ? openGreeting(bytes, reading.place) : bytes);
  }

  function delivered(command: Command, at: Marked): void {
    reads(at.stream, at.consumer);
    const to = carrier.ledger.expects(deliveryOf(command, at))?.to;
    const listened = subscriptions.get(command.args[1]!) ?? "";
    const of = pushed.has(listened) ? listened : `${at.stream}.${at.consumer}`;
    if (!reading.steering.elsewhere(command, link, of, to !== undefined && carrier.isReady(to) ? to : undefined))
      give(command, command.args[1]!);
  }

  function give(command: Command, id: string): void {
    const mark = markOf(command);
    const at = placeOf(mark)!;
    if (!link.instance.links.has(link)) {
      // Its process is gone, and soon the server knows: then it goes to another one.
      setTimeout(() => reading.client.publish(mark, "-NAK"), 50);
      return;
    }
    const handed = carrier.hand(link.instance, deliveryOf(command, at));
    if (handed !== undefined) {
      reading.open.set(mark, handed);
      reading.marks.set(handed, mark);
    }
    link.toClient(onSubscription(command, id));
  }

  return {
    async fromClient(chunk) {
      for (const command of client(chunk)) await hear(command);
    },
    async fromServer(chunk) {
      for (const command of server(chunk)) await answers(command);
    },
    clientEnded() {
      reading.steering.lost(link);
      // Nobody waits any more.
      setTimeout(() => ended.forEach((resolve) => resolve()), 1000).unref();
      return false;
    },
  };
}

/** Where a delivery is acknowledged. */
export const markOf = ({ args }: Command): string => args[2] ?? "";

const deliveryOf = ({ payload = Buffer.alloc(0) }: Command, { stream, sequence, count }: Marked): Delivery => ({
  body: payload,
  redelivered: count > 1,
  place: `${stream}.${sequence}`,
});

function onSubscription({ bytes, name, args }: Command, id: string): Buffer {
  if (args[1] === id) return bytes;
  const [subject, , ...more] = args;
  return Buffer.concat([Buffer.from([name, subject, id, ...more].join(" ")), bytes.subarray(bytes.indexOf("\r\n"))]);
}
