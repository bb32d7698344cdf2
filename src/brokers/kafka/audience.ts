import type { Admin } from "kafkajs";
import { ToolError } from "../../tool.ts";
import type { Reader } from "../broker.ts";
import { entryOf } from "./topology.ts";

/** How long an answer holds. */
const freshMs = 5000;

/**
 * A record for one group alone lies in its entry topic. Consumers that are connected and do not read it would never get it: then
 * nothing is sent. Of a group without members nothing can be told.
 */
export function audienceOf(admin: () => Promise<Admin>, nowMs: () => number): (reader: Reader) => Promise<void> {
  const known = new Map<string, number>();
  return async (reader) => {
    const entry = entryOf(reader);
    if (nowMs() - (known.get(entry) ?? -freshMs) < freshMs) return;
    const { AssignerProtocol } = (await import("kafkajs")).default;
    const { groups } = await (await admin()).describeGroups([reader.group]);
    const members = groups[0]?.state === "Stable" ? groups[0].members : [];
    const read = members.flatMap(({ memberMetadata }) => AssignerProtocol.MemberMetadata.decode(memberMetadata)?.topics ?? []);
    if (read.length > 0 && read.includes(reader.channel) && !read.includes(entry))
      throw new ToolError(
        "INVALID_INPUT",
        `The consumers of group ${reader.group} do not read ${entry}, so nothing that is sent back would reach them.`,
        `They read ${[...new Set(read)].slice(0, 10).join(", ")}.`,
        `Let the consumer subscribe to ${entry} too, beside ${reader.channel}; nothing was sent.`,
      );
    known.set(entry, nowMs());
  };
}
