import { digestOf } from "../model/digest.ts";
import { type Action, type Observed, type Plan, type Resource, roles } from "../model/delivery.ts";
import { diff, type Difference } from "./diff.ts";
import type { DeclaredChanges, Owned } from "./owners/owners.ts";

/** Who wants what. */
export interface Desired {
  readonly consumer: string;
  readonly resources: readonly Resource[];
}

interface Claim {
  readonly resource: Resource;
  readonly consumers: string[];
  /** Two consumers want it differently. */
  dispute?: string;
}

/**
 * Ordered actions from what is wanted and what is there. The id covers configuration and the digests of the files that the plan
 * changes, never depth or time: the same world gives the same id, and a moved world another one.
 */
export function planOf(
  broker: string,
  desired: readonly Desired[],
  observed: readonly Observed[],
  { owned, files }: DeclaredChanges = { owned: [], files: [] },
  disputes: ReadonlyMap<string, string> = new Map(),
): Plan {
  const claims = claimsOf(desired, disputes);
  const found = new Map(observed.map((each) => [each.id, each]));
  const actions = claims.map(({ resource, consumers, dispute }): Action => {
    const owners = owned.filter((each) => each.resource === resource.id);
    const difference =
      owners.length > 0 ? declaredElsewhere(owners, resource, found.get(resource.id)) : diff(resource, found.get(resource.id));
    const place = { resource: resource.id, role: resource.role, consumers };
    if (dispute === undefined) return { ...place, ...difference };
    return { ...place, action: "conflict", reason: dispute, changes: [], inverse: "Nothing is done to it." };
  });
  const world = {
    broker,
    desired: claims.map(({ resource: { id, config }, consumers }) => ({ id, config, consumers })),
    observed: [...observed].sort((a, b) => (a.id < b.id ? -1 : 1)).map(({ id, config }) => ({ id, config })),
    files: Object.fromEntries(files.map(({ file, digest }) => [file, digest])),
  };
  const fileEdits = files.flatMap(({ edits }) => edits);
  return { plan: digestOf(world).slice(0, 16), broker, actions, fileEdits };
}

/** What a file of the repository declares is changed there: a direct write would be drift that the next apply of that file reverts. */
function declaredElsewhere(owners: readonly Owned[], wanted: Resource, found: Observed | undefined): Difference {
  const stuck = owners.find(({ state }) => state === "cannot");
  const edited = owners.filter(({ state }) => state === "edit");
  const nothing = { changes: [], inverse: "Nothing is done to it." };
  if (stuck) return { action: "conflict", reason: `It belongs to ${places([stuck])}. ${stuck.notes.join(" ")}`, ...nothing };
  if (edited.length > 0)
    return {
      action: "edit",
      reason: `It belongs to ${places(edited)} and is changed there.`,
      changes: [],
      inverse: "Undo the edit.",
      pending: true,
    };
  const reason = `${places(owners)} declares it as it must be`;
  if (found !== undefined && diff(wanted, found).changes.length === 0) return { action: "noop", reason: `${reason}.`, ...nothing };
  return { action: "noop", reason: `${reason}, and the broker does not have it so.`, ...nothing, pending: true };
}

/** Each resource once, in the order in which they are made, whoever wants it. */
export function claimsOf(desired: readonly Desired[], disputes: ReadonlyMap<string, string> = new Map()): Claim[] {
  const claims = new Map<string, Claim>();
  for (const { consumer, resources } of desired) {
    for (const resource of resources) {
      const known = claims.get(resource.id);
      const dispute = disputes.get(resource.id);
      if (known === undefined) claims.set(resource.id, { resource, consumers: [consumer], ...(dispute !== undefined && { dispute }) });
      else {
        if (!known.consumers.includes(consumer)) known.consumers.push(consumer);
        const key = differingKey(known.resource, resource);
        if (key !== undefined) known.dispute ??= `${known.consumers[0]} and ${consumer} want another ${key} each.`;
      }
    }
  }
  return [...claims.values()].sort((a, b) => roles.indexOf(a.resource.role) - roles.indexOf(b.resource.role));
}

function differingKey({ config: one }: Resource, { config: two }: Resource): string | undefined {
  return [...new Set([...Object.keys(one), ...Object.keys(two)])].find((key) => one[key] !== two[key]);
}

/** Does the world differ from what is wanted? */
export function driftOf({ actions }: Plan): Action[] {
  return actions.filter(({ action }) => action !== "noop" && action !== "adopt");
}

function places(owners: readonly Owned[]): string {
  return owners.map(({ file, line }) => `${file}:${line}`).join(", ");
}
