import type { Material } from "./material.ts";
import { createChance } from "./player/chance.ts";
import type { EventSet } from "./schedule.ts";

type Events = Omit<Material, "consumer">;

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

/** Other events made from the samples; the same name gives the same events. Undefined: these samples allow none of that name. */
export function eventSet(name: string, material: Events): EventSet | undefined {
  const [kind, ...numbers] = name.split(":");
  const make = makers[kind!];
  const made = make?.(material, numbers.map(Number));
  return made === undefined ? undefined : { ...made, eventsName: name };
}

type Made = Omit<EventSet, "eventsName"> | undefined;

const makers: Record<string, (material: Events, numbers: readonly number[]) => Made> = {
  "unrelated-ids-a": (material) => withIds(material, unrelated(material.ids, 11)),
  "unrelated-ids-b": (material) => withIds(material, unrelated(material.ids, 12)),
  "look-alike-prefix": (material) => withIds(material, alike(material.ids, "end")),
  "look-alike-suffix": (material) => withIds(material, alike(material.ids, "start")),
  "opaque-ids-a": (material) => withIds(material, opaque(material.ids.length, 21)),
  "opaque-ids-b": (material) => withIds(material, opaque(material.ids.length, 22)),
  "look-alike-case": (material) => withIds(material, inCaseOnly(material.ids.length)),
  "other-times-a": (material) => withTimes(material, (event) => 1_013_000 * (event + 1)),
  "other-times-b": (material) => withTimes(material, (event) => 7_919_000 * (event + 1)),
  "one-timestamp": (material) => atNth(material, (nth) => 60_000 * nth),
  // Two events of one key after the other at the same moment; other keys at other moments.
  "same-moment": (material) => atNth(material, (nth, key) => 60_000 * Math.ceil(nth / 2) + 1000 * key),
  "same-id-other-payload": (material, [first, second]) => {
    const { ids } = material;
    if (ids[first!] === undefined || ids[second!] === undefined || first === second) return undefined;
    return withIds(
      material,
      ids.map((id, event) => (event === second ? ids[first!]! : id)),
    );
  },
  "new-id-same-payload": (material, [first, second]) => {
    const { ids, events } = material;
    if (ids[first!] === undefined || ids[second!] === undefined || first === second) return undefined;
    const renamed = material.withIds(ids.map((id, event) => (event === first ? ids[second!]! : id)))[first!];
    return { ids, events: events.map((event, index) => (index === second ? renamed : event)) };
  },
};

function withIds(material: Events, ids: readonly string[] | undefined): Made {
  if (ids === undefined || new Set(ids).size < Math.min(2, ids.length)) return undefined;
  return { ids, events: material.withIds(ids) };
}

/** UUIDs give UUIDs; of other ids the places that differ are drawn anew, each in its kind of character. */
function unrelated(ids: readonly string[], seed: number): readonly string[] | undefined {
  const chance = createChance(seed);
  if (ids.every((id) => uuid.test(id))) return ids.map(() => chance.uuid());
  const free = freePlaces(ids);
  if (free === undefined) return undefined;
  const drawn = ids.map((id) =>
    id
      .split("")
      .map((character, at) => (free.includes(at) ? another(character, chance.random()) : character))
      .join(""),
  );
  return new Set(drawn).size === ids.length ? drawn : undefined;
}

/** Ids that differ in their last (or first) few characters only. */
function alike(ids: readonly string[], where: "start" | "end"): readonly string[] | undefined {
  const all = ids.every((id) => uuid.test(id));
  const template = all ? createChance(31).uuid() : ids[0]!;
  const free = all ? Array.from({ length: 36 }, (_, at) => at) : freePlaces(ids);
  if (free === undefined) return undefined;
  const base = all ? 16 : 10;
  const width = Math.max(2, Math.ceil(Math.log(ids.length + 1) / Math.log(base)));
  const places = (where === "end" ? free.slice(-width) : free.slice(0, width)).filter((at) => /[0-9a-z]/i.test(template[at]!));
  if (places.length < width) return undefined;
  return ids.map((_, index) => {
    const digits = index.toString(base).padStart(width, "0");
    return template
      .split("")
      .map((character, at) => digits[places.indexOf(at)] ?? character)
      .join("");
  });
}

/** The places at which ids of one length differ, where there are enough of them to look alike by; none of them for short numbers. */
function freePlaces(ids: readonly string[]): number[] | undefined {
  const length = ids[0]?.length ?? 0;
  if (ids.length < 2 || length > 200 || ids.some((id) => id.length !== length)) return undefined;
  const free = Array.from({ length }, (_, at) => at).filter(
    (at) => ids.every((id) => /[0-9a-z]/i.test(id[at]!)) && ids.some((id) => id[at] !== ids[0]![at]),
  );
  return free.length < 10 ? undefined : free;
}

function another(character: string, random: number): string {
  const of = /\d/.test(character)
    ? "0123456789"
    : /[a-f]/.test(character)
      ? "abcdef"
      : /[a-z]/.test(character)
        ? alphabet.slice(26)
        : alphabet.slice(0, 26);
  return of[Math.floor(random * of.length)]!;
}

function opaque(count: number, seed: number): readonly string[] {
  const chance = createChance(seed);
  const letter = () => alphabet[Math.floor(chance.random() * alphabet.length)];
  return Array.from({ length: count }, () => Array.from({ length: 22 }, letter).join(""));
}

/** One word, its letters in upper case where the number of the event has a bit. */
function inCaseOnly(count: number): readonly string[] {
  const word = opaque(1, 23)[0]!.toLowerCase().split("");
  return Array.from({ length: count }, (_, event) =>
    word.map((letter, bit) => ((event >> bit) & 1 ? letter.toUpperCase() : letter)).join(""),
  );
}

const epoch = Date.UTC(2026, 2, 3, 9, 41, 7, 113);

function withTimes(material: Events, after: (event: number) => number): Made {
  const events = material.withTimestamps?.(material.ids.map((_, event) => new Date(epoch + after(event)).toISOString()));
  return events === undefined ? undefined : { events, ids: material.ids };
}

/** Times by the number of an event within its key, from 1, and by the number of the key. */
function atNth(material: Events, after: (nth: number, key: number) => number): Made {
  const counts = new Map<string, number>();
  const places = material.ids.map((_, event) => {
    const key = material.keys[event] ?? "";
    counts.set(key, (counts.get(key) ?? 0) + 1);
    return { nth: counts.get(key)!, key: [...counts.keys()].indexOf(key) };
  });
  return counts.size < 2 ? undefined : withTimes(material, (event) => after(places[event]!.nth, places[event]!.key));
}
