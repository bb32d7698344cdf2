import { describe, expect, test } from "vitest";
import { learn } from "../../../src/verify/oracle/learn.ts";
import { judge } from "../../../src/verify/oracle/judge.ts";
import { events, ids, learnt, outcome, table } from "./runs.ts";

const all = [0, 1, 2, 3, 4, 5];

const id = (index: number): string => ids[index]!;

const grams = (index: number): number => events[index]!.data.grams;

const numbered = (numbers: readonly number[], owner: (index: number) => number = (index) => numbers[index]!) => ({
  tables: [
    table(
      "parcels",
      ["n#", "event_id*", "grams"],
      all.map((index) => [numbers[index]!, id(index), grams(index)]),
    ),
    table(
      "labels",
      ["parcel>parcels.n", "text"],
      all.map((index) => [owner(index), `label of ${index}`]),
    ),
    table(
      "scans",
      ["parcel_id", "gate"],
      all.map((index) => [owner(index), `gate ${index}`]),
    ),
  ],
  published: [{ sink: "publish", topic: "scanned", value: { parcelId: owner(2), gate: 2 } }],
});

const sized = (size: number) => ({
  tables: [
    table(
      "parcels",
      ["n#", "event_id*"],
      all.map((index) => [index + 1, id(index)]),
    ),
    table("boxes", ["box*", "size"], [["a", size]]),
  ],
});

/** The third parcel under its number, or another one's in its place. */
function spelled(numbers: readonly number[], other = 2) {
  const number = numbers[other]!;
  return {
    tables: [
      table(
        "parcels",
        ["n#", "event_id*", "code"],
        all.map((index) => [numbers[index]!, id(index), `PARCEL-${numbers[index]}`]),
      ),
    ],
    kv: [{ sink: "kv", key: `parcel:${number}`, value: "weighed" }],
    files: [{ path: `labels/parcel_${number}.txt`, line: "weighed" }],
    http: [{ method: "POST", url: `http://print.test/parcels/${number}/label`, headers: {}, body: { parcelNo: number } }],
    published: [{ sink: "publish", topic: "labelled", value: { event_id: `parcel-${number}`, text: `Parcel #${number} is labelled` } }],
  };
}

const noted = (number: number) => ({ ...spelled([1, 2, 3, 4, 5, 6]), kv: [{ sink: "kv", key: "last", value: `parcel ${number}` }] });

describe("numbers that the database gives", () => {
  const learned = learnt(() => numbered([1, 2, 3, 4, 5, 6]));

  test("gaps are no difference, nor are foreign keys to them, declared or named so", () => {
    expect(judge(outcome(numbered([1, 3, 4, 7, 9, 10])), learned).differences).toEqual([]);
  });

  test("a reference to another row is one", () => {
    const numbers = [1, 3, 4, 7, 9, 10];
    const swapped = judge(outcome(numbered(numbers, (index) => numbers[index === 0 ? 5 : index]!)), learned);
    expect(swapped.deciding.map(({ what }) => what)).toEqual(expect.arrayContaining(["labels", "scans"]));
  });

  test("a number that only looks like one is compared", () => {
    expect(
      judge(
        outcome(sized(4)),
        learnt(() => sized(3)),
      ).deciding,
    ).toMatchObject([{ what: "boxes", column: "size" }]);
  });

  test("nor is such a number in a name: a key, a path, an address, a message", () => {
    const learned = learnt(() => spelled([1, 2, 3, 4, 5, 6]));
    expect(judge(outcome(spelled([1, 3, 4, 7, 9, 10])), learned).differences).toEqual([]);
    expect(judge(outcome(spelled([1, 3, 4, 7, 9, 10], 5)), learned).deciding.map(({ sink }) => sink)).toEqual(
      expect.arrayContaining(["kv", "files", "http", "publish"]),
    );
  });

  test("a number that the events bring is theirs", () => {
    const named = events.map((event, index) => ({ ...event, about: `Parcel ${index}` }));
    const learning = learn(
      Array.from({ length: 3 }, () => outcome(noted(2))),
      named,
      ids,
    );
    if ("inconclusive" in learning) throw new Error(learning.inconclusive.message);
    expect(judge(outcome(noted(3)), learning.learned).deciding).toMatchObject([{ sink: "kv", text: "last: value parcel 2 -> parcel 3" }]);
  });
});
