import type { Column, Observation, PlayOutcome, Table, Value } from "../../../src/verify/observation.ts";
import { learn, type LearnOptions } from "../../../src/verify/oracle/learn.ts";
import type { Learned } from "../../../src/verify/oracle/learned.ts";

/** Six events of two depots; no two weights equal, one flag always the same. */
export const ids = ["a1", "b2", "c3", "d4", "e5", "f6"].map((end) => `0f8fad5b-d9cb-469f-a165-7086728950${end}`);
export const events = ids.map((event_id, index) => ({
  event_id,
  event_type: "parcel.weighed",
  data: {
    depot: index % 2 === 0 ? "north" : "south",
    grams: 100 + 7 * index * index,
    parcels: 1,
    slot: 41 + index,
    sender: `9b2c${index}111-4d3e-4f5a-8b6c-7d8e9f0a1b2c`,
  },
}));

export function outcome(left: Partial<Observation>, more: Partial<PlayOutcome> = {}): PlayOutcome {
  const observation: Observation = { tables: [], kv: [], files: [], published: [], http: [], deadLetters: [], ...left };
  return { observation, trace: [], deliveries: [], faultsHit: 0, problems: [], ...more };
}

/** Columns: `id*` under a key, `n#` numbered by the database, `parcel_id>parcels.n` a foreign key. */
export function table(name: string, columns: readonly string[], rows: readonly (readonly Value[])[], sink = "db"): Table {
  return { sink, name, columns: columns.map(column), rows };
}

function column(text: string): Column {
  const [name = "", references] = text.replace(/[*#]$/, "").split(">");
  return { name, key: /[*#]$/.test(text), generated: text.endsWith("#"), ...(references !== undefined && { references }) };
}

/** Something that differs from run to run: by clock and seed. */
export interface Drawn {
  readonly at: number;
  readonly uuid: () => string;
  readonly run: number;
}

/** Three undisturbed runs, learnt. */
export function learnt(make: (drawn: Drawn) => Partial<Observation>, options: LearnOptions = {}): Learned {
  const learning = learn(baselines(make), events, ids, options);
  if ("inconclusive" in learning) throw new Error(learning.inconclusive.message);
  return learning.learned;
}

export function baselines(make: (drawn: Drawn) => Partial<Observation>, count = 3): PlayOutcome[] {
  return Array.from({ length: count }, (_, run) => outcome(make(drawn(run))));
}

export function drawn(run: number): Drawn {
  let next = 1000 * (run + 1);
  const uuid = () => `${String(++next).padStart(8, "0")}-1111-4111-8111-${String(next * 7919).padStart(12, "0")}`;
  return { run, at: 1_900_000_000_000 + run * 90_061_000, uuid };
}

export const iso = (at: number): string => new Date(at).toISOString();
