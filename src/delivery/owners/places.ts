import type { Resource } from "../../model/delivery.ts";
import { topicName } from "../emit/settled.ts";
import { claimsOf, type Desired } from "../plan.ts";
import type { Declared } from "./format.ts";

export interface Settled {
  readonly resource: Resource;
  readonly consumers: readonly string[];
  /** Ids of all that is set by this one declaration. */
  readonly parts: string[];
}

/** What one declaration sets is one thing here: how a queue is read, too, is said where the queue is declared. */
export function settled(desired: readonly Desired[]): Settled[] {
  const found = new Map<string, Settled>();
  for (const { resource, consumers } of claimsOf(desired)) {
    const kind = resource.kind === "reader" ? "queue" : resource.kind;
    const id = `${resource.id.split(":")[0]}:${kind}:${resource.name}`;
    const known = found.get(id);
    const { config, atLeast, role } = known?.resource ?? { config: {}, atLeast: [], role: resource.role };
    const whole = { ...resource, id, kind, role, config: { ...config, ...resource.config }, atLeast: [...atLeast, ...resource.atLeast] };
    found.set(id, {
      resource: whole,
      consumers: [...new Set([...(known?.consumers ?? []), ...consumers])],
      parts: [...(known?.parts ?? []), resource.id],
    });
  }
  return [...found.values()];
}

export function declares({ broker, kind, name }: Declared, resource: Resource): boolean {
  return resource.id.startsWith(`${broker}:`) && kind === resource.kind && name === topicName(resource.name);
}

/** Declarations of the source of whoever wants this. */
export function neighbours(resource: Resource, desired: readonly Desired[], known: readonly Declared[]): Declared[] {
  const mine = desired.filter(({ resources }) => resources.some(({ kind, name }) => kind === resource.kind && name === resource.name));
  const sources = mine.flatMap(({ resources }) => resources.filter(({ role }) => role === "source"));
  const places = sources.flatMap((source) => known.filter((each) => declares(each, source)));
  const alike = places.filter(({ kind }) => kind === resource.kind);
  return [...new Map([...places, ...alike].map((each) => [each.file, each])).values()];
}

export function nearest(places: readonly Declared[], file: string): Declared | undefined {
  return places.find((each) => each.file === file) ?? places[0];
}
