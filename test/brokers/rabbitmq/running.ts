import { randomUUID } from "node:crypto";
import type { Address, Opening, Session, Wanted } from "../../../src/brokers/broker.ts";
import { realClock } from "../../../src/brokers/clock.ts";
import { rabbitmq } from "../../../src/brokers/rabbitmq/broker.ts";
import { manage, type Management } from "../../../src/brokers/rabbitmq/management.ts";
import { endpointOf } from "../../../src/brokers/rabbitmq/address.ts";
import type { RabbitmqSession } from "../../../src/brokers/rabbitmq/session.ts";
import type { Started } from "../../servers/server.ts";
import type { Running } from "../conformance.ts";

export const clock = realClock(() => Date.now());

/** A virtual host that nobody else has, and its management. */
export interface Vhost {
  readonly name: string;
  readonly address: Address;
  readonly opening: Opening;
  readonly management: Management;
  open(): Promise<RabbitmqSession>;
  drop(): Promise<void>;
}

export async function newVhost({ address }: Pick<Started, "address">): Promise<Vhost> {
  const name = `t-${randomUUID().slice(0, 8)}`;
  const { url, management, user, password } = address as Record<"url" | "management" | "user" | "password", string>;
  const at: Address = { url: `${url}/${name}`, management, user, password };
  const opening: Opening = { root: "/nowhere", connection: "test", address: at, clock };
  const http = manage(endpointOf(opening));
  await http.put(`/vhosts/${name}`, {});
  const sessions: RabbitmqSession[] = [];
  return {
    name,
    address: at,
    opening,
    management: http,
    async open() {
      const session = (await rabbitmq.open(opening)) as RabbitmqSession;
      sessions.push(session);
      return session;
    },
    async drop() {
      for (const session of sessions) session.abandon();
      await http.delete(`/vhosts/${name}`);
    },
  };
}

/** A consumer whose channel is an exchange that others publish to: each group has a queue of its own. */
export function onExchange(wanted: Wanted): Wanted {
  return { ...wanted, source: { is: "exchange", type: "topic" } };
}

export async function running(server: Pick<Started, "address">, restart: () => Promise<void>): Promise<Running & { vhost: Vhost }> {
  const vhost = await newVhost(server);
  return {
    vhost,
    broker: { ...rabbitmq, topology: (wanted) => rabbitmq.topology(onExchange(wanted)) },
    clock,
    slackMs: 750,
    named: (channel) => channel,
    connect: () => vhost.open(),
    crash: (session: Session) => (session as RabbitmqSession).abandon(),
    restart,
    stop: () => vhost.drop(),
  };
}
