import { i32, reader, text } from "./bytes.ts";
import { framed } from "./frames.ts";

/**
 * One part of a message: so many bytes · name: of a topic, a group or a transaction · text: any other string · blob: length and bytes ·
 * resource: a type, then its name, which is a topic's for the type 2 · a list of items of these parts.
 */
export type Part = number | "name" | "text" | "blob" | "resource" | readonly Part[];

/** Undefined: it is none of ours, and the item of a list that has it is left out. */
export type Rename = (name: string) => string | undefined;

const topicResource = 2;

/** The frame with other names. `from`: where the first part begins; what comes after the last one is kept as it is. */
export function withNames(frame: Buffer, from: number, layout: readonly Part[], rename: Rename): Buffer {
  const read = reader(frame, from);
  const done = parts(layout);
  return framed(Buffer.concat([frame.subarray(4, from), ...(done ?? []), frame.subarray(read.at)]));

  /** All of them are read, whether they are left out or not. */
  function parts(list: readonly Part[]): Buffer[] | undefined {
    const all = list.map(part);
    return all.every((each) => each !== undefined) ? all : undefined;
  }

  function part(one: Part): Buffer | undefined {
    const start = read.at;
    if (one === "name") return name();
    if (one === "resource") {
      const type = read.i8();
      const named = type === topicResource ? name() : skipped("text", read.at);
      return named && Buffer.concat([frame.subarray(start, start + 1), named]);
    }
    return typeof one === "object" ? items(one) : skipped(one, start);
  }

  function name(): Buffer | undefined {
    const found = read.nullable();
    if (found === undefined || found === "") return text(found);
    const other = rename(found);
    return other === undefined ? undefined : text(other);
  }

  function skipped(one: number | "text" | "blob", start: number): Buffer {
    if (one === "text") read.nullable();
    else if (one === "blob") read.blob();
    else read.bytes(one);
    return frame.subarray(start, read.at);
  }

  function items(item: readonly Part[]): Buffer {
    const count = read.i32();
    if (count < 0) return i32(count);
    if (count > frame.length - read.at) throw new RangeError("More items than bytes.");
    const kept = Array.from({ length: count }, () => parts(item)).filter((each) => each !== undefined);
    return Buffer.concat([i32(kept.length), ...kept.flat()]);
  }
}
