import { describe, expect, test } from "vitest";
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
});
