import type { Carrier } from "../carrier.ts";
import type { Conversation, Link } from "../instance.ts";
import { type Place, TakenError } from "../place.ts";
import type { Handed } from "../wire.ts";
import type { NatsClient } from "./client.ts";
import { type Command, commandSplitter } from "./commands.ts";
import { placeOf, type Said, saidBy, takes, withoutOthers } from "./dialect.ts";
import { keepApart } from "./shared.ts";
import { bySubject, keepSubject, type Known, streamExists } from "./streams.ts";

/** What the connections of a play find out, and share. */
export interface Reading {
  readonly client: NatsClient;
  readonly place: Place;
  readonly known: Known;
  /** On which subject each delivery is acknowledged. */
  readonly marks: Map<Handed, string>;
  /** Acknowledgements that the server never gets, by event: what it would forget must come again. */
  readonly withheld: Map<number, string[]>;
  readonly rejected: Set<number>;
  /** Consumers that are read, by stream, in the order in which they were first seen. */
  readonly reads: Map<string, string>;
}

/** One connection of the consumer. Acknowledgements go over our own connection, as requests: the answer says that the server has them. */
export function converse(link: Link, carrier: Carrier, reading: Reading): Conversation {
  const [client, server] = [commandSplitter(), commandSplitter()];
  const open = new Map<string, Handed>();
  const subscriptions = new Map<string, string>();
  const confirming = new Map<string, () => void>();
  /** Whose PING the next PONG answers; undefined: the consumer's. */
  const pings: ((() => void) | undefined)[] = [];

  async function hear(command: Command): Promise<void> {
    const said = saidBy(command);
    if (!reading.place.private) await keepApart(command, reading, pushed);
    if (command.name === "PING") pings.push(undefined);
    if (said?.what === "settles") return settles(said, command);
    if (said?.what === "sends") return sends(said, command);
    if (said !== undefined) await note(said);
    link.toServer(command.bytes);
  }

  async function settles(said: Extract<Said, { what: "settles" }>, command: Command): Promise<void> {
    const handed = open.get(said.mark);
    if (handed === undefined || said.how === "extend") return link.toServer(command.bytes);
    const { how } = said;
    await carrier.settling(link, [handed], how, async () => {
      open.delete(said.mark);
      if (how === "reject") reading.rejected.add(handed.event);
      if (how === "ack" && carrier.beginning.comeAgain.has(handed.event)) {
        reading.withheld.set(handed.event, [...(reading.withheld.get(handed.event) ?? []), said.mark]);
        return answer(said.reply);
      }
      // A request to be told when it is done, unless the server is not asked at all by this one.
      const answered = await reading.client.request(said.mark, command.payload ?? "").catch(() => undefined);
      if (said.reply !== undefined) answer(said.reply, answered);
    });
  }

  /** To whoever waits for a reply there, as the server would. */
  function answer(reply: string | undefined, payload: Buffer = Buffer.alloc(0)): void {
    if (reply === undefined) return;
    const id = [...subscriptions].find(([, pattern]) => takes(pattern, reply))?.[0];
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

  async function note(said: Said): Promise<void> {
    const { client: own, known, place } = reading;
    if (said.what === "listens") {
      subscriptions.set(said.id, said.subject);
      if (pushed.has(said.subject)) carrier.ready(link.instance);
    } else if (said.what === "pulls") {
      reads(said.stream, said.consumer);
      carrier.ready(link.instance);
    } else if (said.what === "makes") {
      if (said.filter !== undefined) known.filters.set(said.stream, said.filter);
      if (!(await streamExists(own, known, place, said.stream))) known.missed.add(said.stream);
      if (said.unacknowledged)
        carrier.strange(
          link.instance,
          "It asked for messages that need no acknowledgement: nothing comes again, and nothing is told of what was done.",
        );
      if (said.consumer !== undefined) reads(said.stream, said.consumer);
      if (said.deliver === undefined) return;
      pushed.add(said.deliver);
      if ([...subscriptions.values()].includes(said.deliver)) carrier.ready(link.instance);
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

  function answers(command: Command): void {
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
      if (at !== undefined) delivered(reply, at.stream, at.consumer, at.sequence, at.count, payload);
    }
    link.toClient(withoutOthers(command));
  }

  function delivered(mark: string, stream: string, consumer: string, sequence: number, count: number, body: Buffer): void {
    reads(stream, consumer);
    if (!link.instance.links.has(link)) {
      // Its process is gone, and soon the server knows: then it goes to another one.
      setTimeout(() => reading.client.publish(mark, "-NAK"), 50);
      return;
    }
    const handed = carrier.hand(link.instance, { body, redelivered: count > 1, place: `${stream}.${sequence}` });
    if (handed === undefined) return;
    open.set(mark, handed);
    reading.marks.set(handed, mark);
  }

  return {
    async fromClient(chunk) {
      for (const command of client(chunk)) await hear(command);
    },
    fromServer(chunk) {
      for (const command of server(chunk)) answers(command);
    },
    clientEnded() {
      // Nobody waits any more.
      setTimeout(() => ended.forEach((resolve) => resolve()), 1000).unref();
      return false;
    },
  };
}
