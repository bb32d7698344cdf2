import { randomBytes } from "node:crypto";
import { reader } from "./bytes.ts";
import { layouts } from "./layouts.ts";
import { withNames } from "./rename.ts";
import type { Header } from "./requests.ts";

/**
 * Topics, groups and transactions of one play: the client says its own names, and the server keeps them under others that nobody else
 * has. So a play is apart from whatever the server holds, and from other plays.
 */
export interface Names {
  readonly prefix: string;
  readonly onServer: (name: string) => string;
  /** Undefined: it is not of this play. */
  readonly forClient: (name: string) => string | undefined;
}

export function newNames(): Names {
  const prefix = `gm-play.${Date.now().toString(36)}-${randomBytes(4).toString("hex")}.`;
  return {
    prefix,
    onServer: (name) => `${prefix}${name}`,
    forClient: (name) => (name.startsWith(prefix) ? name.slice(prefix.length) : undefined),
  };
}

const dayMs = 86_400_000;

/** Made by a run that was killed before it could take it away. */
export function isLeftOver(topic: string, nowMs: number): boolean {
  const made = /^gm-play\.([0-9a-z]{8})-[0-9a-f]{8}\./.exec(topic)?.[1];
  return made !== undefined && nowMs - Number.parseInt(made, 36) > dayMs;
}

/** The same request, as it goes to the server. */
export function toServer(frame: Buffer, { key, version }: Header, { onServer }: Names): Buffer {
  const layout = layouts.get(key)?.request?.(version);
  if (layout === undefined) return frame;
  const head = reader(frame, 12);
  head.nullable();
  return withNames(frame, head.at, layout, onServer);
}

/** The same response, as it goes to the client: what is not of the play is left out of its lists. */
export function toClient(frame: Buffer, { key, version }: Header, { forClient }: Names): Buffer {
  const layout = layouts.get(key)?.response?.(version);
  return layout === undefined ? frame : withNames(frame, 8, layout, forClient);
}
