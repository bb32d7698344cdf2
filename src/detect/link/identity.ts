import { namesOf } from "./names.ts";

interface Sighting {
  file: string;
  line: number;
  channel: string | string[] | null;
  eventType?: string | undefined;
  eventTypes?: string[] | undefined;
  expression?: string | undefined;
  handler?: string | undefined;
}

/**
 * Ids that survive edits: file, then handler or channel; a second one of the same name gets what else tells it apart, and only
 * then its rank. Lines never take part.
 */
export function assignIds<S extends Sighting>(sightings: readonly S[]): (S & { id: string })[] {
  const taken = new Set<string>();
  return sightings.map((sighting) => {
    const channel = namesOf(sighting.channel).join(",");
    const types = (sighting.eventTypes ?? [sighting.eventType ?? ""]).join(",");
    const words = [named(sighting.handler), channel, types, sighting.expression?.replaceAll(/\s+/g, " ").slice(0, 60)].filter(
      (word) => word !== undefined && word !== "",
    );
    const base = `${sighting.file}#${words[0] ?? "unknown"}`;
    const candidates = [base, ...words.slice(1).map((word) => `${base}@${word}`)];
    let id = candidates.find((candidate) => !taken.has(candidate));
    for (let rank = 2; id === undefined; rank++) if (!taken.has(`${base}~${rank}`)) id = `${base}~${rank}`;
    taken.add(id);
    return { ...sighting, id };
  });
}

/** A handler that has a name; "anonymous" is none. */
function named(handler: string | undefined): string | undefined {
  return handler === undefined || handler.startsWith("anonymous") ? undefined : handler;
}
