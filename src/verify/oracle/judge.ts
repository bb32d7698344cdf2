import type { Difference } from "../../model/verification.ts";
import type { PlayOutcome } from "../observation.ts";
import type { Delta } from "./compare.ts";
import { differencesOf } from "./difference.ts";
import { idOf, type Group } from "./group.ts";
import { evaluate, sameNumber } from "./invariant.ts";
import { allDeltas } from "./learn.ts";
import { numberOf } from "./learn-invariant.ts";
import type { Learned } from "./learned.ts";
import { isLeftBehind, withoutInstance } from "./left-behind.ts";
import { readRun } from "./numbers.ts";
import { eventKey, isBookkeeping, isOwnRecord } from "./own-records.ts";
import type { Groups } from "./references.ts";
import { tokensOf } from "./tokens.ts";
import { hiddenBy, viewed } from "./view.ts";

export interface Judging {
  /** Ids of the events that were played, where they were not the ones learnt on. */
  readonly ids?: readonly string[];
  /** Indices of the events that came at all; default: every one. */
  readonly delivered?: readonly number[];
}

export interface Judged {
  /** All that differs under the mask. */
  readonly differences: readonly Difference[];
  /** What convicts: effects that are missing, surplus or otherwise. */
  readonly deciding: readonly Difference[];
  /** `bookkeeping-only: table.column`: legitimate where nothing else differs, to be confirmed by people. */
  readonly bookkeeping: readonly string[];
  /** Differences in the consumer's own dedupe records. */
  readonly ownRecords: readonly Difference[];
  readonly notes: readonly string[];
}

const most = 200;

/** One run against what was learnt. */
export function judge(outcome: PlayOutcome, learned: Learned, judging: Judging = {}): Judged {
  const tokens = judging.ids === undefined ? learned.tokens : tokensOf(judging.ids);
  const groups = readRun(outcome.observation, tokens, learned);
  const result = {
    deciding: [] as Difference[],
    bookkeeping: new Set<string>(),
    ownRecords: [] as Difference[],
    notes: new Set<string>(),
    rest: [] as Difference[],
  };
  const instances = new Set(["A", ...outcome.deliveries.map(({ instance }) => instance)]);
  for (const delta of allDeltas(learned.baseline, viewed(groups, learned, learned.keys))) {
    const differences = differencesOf(delta);
    if (isOwn(delta, groups, learned)) result.ownRecords.push(...differences);
    else if (onlyExpired(delta) || leftBehind(delta, learned)) {
      result.notes.add(
        `${delta.group.sink} ${delta.group.what}: ${differences[0]!.text} is not counted: ${onlyExpired(delta) ? "it has a time to live" : "left by the failure itself"}.`,
      );
      result.rest.push(...differences);
    } else {
      const counters = bookkeepingColumns(delta, learned, instances);
      for (const column of counters) result.bookkeeping.add(`bookkeeping-only: ${delta.group.what}.${column}`);
      for (const difference of differences) {
        const counts = difference.column === undefined || !counters.has(difference.column);
        (counts ? result.deciding : result.rest).push(difference);
      }
    }
  }
  result.deciding.push(...invariantBroken(outcome, learned, judging));
  const { deciding, ownRecords, rest } = result;
  return {
    differences: [...deciding, ...ownRecords, ...rest].slice(0, most),
    deciding: deciding.slice(0, most),
    bookkeeping: [...result.bookkeeping],
    ownRecords: ownRecords.slice(0, most),
    notes: [...result.notes],
  };
}

/** A place that undisturbed runs leave empty is own only as another instance's copy of one that is. */
function isOwn({ group, sign }: Delta, observed: Groups, learned: Learned): boolean {
  const id = idOf(group);
  if (learned.own.has(id)) return sign !== "missing" || !learned.unread.has(id);
  const seen = observed.get(id);
  if (seen === undefined || (learned.groups.get(id)?.rows.length ?? 0) > 0) return false;
  const sibling = [...learned.own].some((own) => withoutInstance(own) === withoutInstance(id));
  return sibling && isOwnRecord(seen, learned.payload, hiddenBy(learned), () => false);
}

function onlyExpired(delta: Delta): boolean {
  return delta.sign !== "changed" && delta.row.expires;
}

function leftBehind(delta: Delta, learned: Learned): boolean {
  const usual = learned.groups.get(idOf(delta.group))?.rows.length ?? 0;
  return delta.sign === "surplus" && usual === 0 && isLeftBehind(delta.group, delta.row);
}

/** Changed columns of a table with one row for each event that tell about deliveries. */
function bookkeepingColumns(delta: Delta, learned: Learned, instances: ReadonlySet<string>): ReadonlySet<string> {
  const usual: Group | undefined = learned.groups.get(idOf(delta.group));
  if (delta.sign !== "changed" || usual?.kind !== "table" || eventKey(usual) === undefined) return new Set();
  return new Set(delta.columns.filter((column) => isBookkeeping(usual, column, delta.after.cells.get(column), instances, learned.payload)));
}

function invariantBroken(outcome: PlayOutcome, { invariants = [] }: Learned, { delivered }: Judging): Difference[] {
  return invariants.flatMap(({ holds, equals, expression, events }, index) => {
    const found = numberOf(outcome.invariants?.[index]);
    if (!holds || found === undefined) return [];
    const expected = evaluate(expression, delivered === undefined ? events : events.filter((_, event) => delivered.includes(event)));
    if (expected === undefined || sameNumber(found ?? 0, expected)) return [];
    return [{ sink: "invariant", what: equals, sign: "changed" as const, text: `${found ?? "nothing"} instead of ${expected}` }];
  });
}
