import type { Resource } from "../../../model/delivery.ts";
import { specOf, written } from "../../emit/strimzi.ts";

/** What a plan wants of a topic: its numbers, and its settings as a file writes them. */
export function topicWish({ config }: Resource) {
  const { partitions, replicas, config: settings = {} } = specOf(config);
  return { partitions, replicas, settings };
}

/** Is what a file says of one setting fine already? -1 is without limit. */
export function isEnough({ config, atLeast }: Resource, key: string, found: string): boolean {
  const wanted = config[key];
  if (wanted === undefined || wanted === null) return true;
  if (found === String(written(wanted))) return true;
  if (!atLeast.includes(key) || typeof wanted !== "number" || !/^-?\d{1,19}$/.test(found)) return false;
  const number = unlimitedAs(Number(found), key);
  return number >= wanted;
}

function unlimitedAs(found: number, key: string): number {
  return found === -1 && key.startsWith("retention.") ? Number.MAX_SAFE_INTEGER : found;
}
