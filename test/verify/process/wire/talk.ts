import { createCarrier, type Carrier } from "../../../../src/verify/subjects/process/wire/carrier.ts";
import type { Instance, Link } from "../../../../src/verify/subjects/process/wire/instance.ts";
import type { Gate, Heard } from "../../../../src/verify/subjects/process/wire/wire.ts";
import { messages } from "./rig.ts";

/** One connection of a process without a socket and without a server: what passes, and what is told of it. */
export interface Talk {
  readonly link: Link;
  readonly carrier: Carrier;
  readonly toServer: Uint8Array[];
  readonly events: Heard[];
}

export function conversing(gate: Partial<Gate> = {}, isRetry: (channel: string) => boolean = () => false): Talk {
  const [events, toServer]: [Heard[], Uint8Array[]] = [[], []];
  const asked: Gate = { settling: async () => "forward", publishing: async () => "forward", ...gate };
  const carrier = createCarrier(
    { messages, comeAgain: new Set(), gate: asked, heard: (event) => void events.push(event) },
    { host: "127.0.0.1", port: 1, isRetry },
    async () => Promise.reject(new Error("There is no server.")),
  );
  const instance: Instance = { name: "A", port: 1, links: new Set(), closing: new Set(), state: "open", ended: 0 };
  const link: Link = {
    instance,
    id: 1,
    toClient: () => undefined,
    toServer: (bytes) => void toServer.push(bytes),
    cut: () => undefined,
  };
  instance.links.add(link);
  return { link, carrier, toServer, events };
}
