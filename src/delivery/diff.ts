import type { Action, Change, Observed, Resource, Setting } from "../model/delivery.ts";

export type Difference = Pick<Action, "action" | "reason" | "changes" | "inverse" | "pending">;

/** What has to be done to one resource, and what would undo it. Pure. */
export function diff(wanted: Resource, found: Observed | undefined): Difference {
  if (found === undefined) {
    const changes = Object.entries(wanted.config).map(([key, to]) => ({ key, to }));
    return { action: "create", reason: "It is not there.", changes, inverse: "Remove it while it is empty." };
  }
  const changes = changesOf(wanted, found);
  if (changes.length === 0) return same(found);
  const fixed = changes.filter(({ key }) => wanted.immutable.includes(key) || found.fixed?.includes(key));
  if (fixed.length > 0) {
    const settings = fixed.map(({ key, from, to }) => `${key} is ${text(from)} and must be ${text(to)}`).join(", ");
    return {
      action: "conflict",
      reason: `${settings}; that cannot be changed once it is there.`,
      changes,
      inverse: "Nothing is done to it.",
    };
  }
  const back = changes.map(({ key, from }) => `${key} to ${text(from)}`).join(", ");
  return { action: "update", reason: `${changes.map(words).join(", ")}.`, changes, inverse: `Set ${back}.` };
}

function changesOf({ config, atLeast }: Resource, found: Observed): Change[] {
  return Object.entries(config).flatMap(([key, to]) => {
    const from = found.config[key];
    if (from === to) return [];
    if (atLeast.includes(key) && typeof from === "number" && typeof to === "number" && from >= to) return [];
    return [{ key, to, ...(from !== undefined && { from }) }];
  });
}

function same({ mark }: Observed): Difference {
  const inverse = "Nothing is done to it.";
  return mark === undefined
    ? { action: "adopt", reason: "Somebody else made it, and it is as it must be.", changes: [], inverse }
    : { action: "noop", reason: "It is as it must be.", changes: [], inverse };
}

function words({ key, from, to }: Change): string {
  return `${key} is ${text(from)} and becomes ${text(to)}`;
}

function text(setting: Setting | undefined): string {
  return setting === undefined ? "not set" : String(setting);
}
