import { columnsOf, nameOf } from "./group.ts";
import type { Learned, Weak } from "./learned.ts";
import { hiddenBy } from "./view.ts";

type Seen = Pick<Learned, "groups" | "own" | "mask" | "idMask" | "ignore">;

/** Why these undisturbed runs could not tell a broken consumer from a good one. */
export function weakness(learned: Seen, amounts: readonly string[]): Weak | undefined {
  const groups = [...learned.groups].filter(([, { rows }]) => rows.length > 0);
  const effects = groups.filter(([id]) => !learned.own.has(id)).map(([, group]) => group);
  if (effects.length === 0) {
    const names = groups.map(([, { what }]) => what).join(", ");
    return {
      reason: "own-records-only",
      message: `Only records of what was seen (${names}), no effect: every column there is an event id, the same in all rows, or drawn anew.`,
    };
  }
  const hidden = hiddenBy(learned);
  const columns = effects.flatMap((group) => columnsOf(group).map((column) => hidden(group, column)));
  if (columns.length > 0 && columns.every(Boolean)) {
    return {
      reason: "only-masked",
      message: `All columns of ${effects.map(({ what }) => what).join(", ")} differ from run to run: only the number of rows could be compared.`,
    };
  }
  const [amount] = amounts;
  if (amount === undefined) return undefined;
  return {
    reason: "masked-amount",
    message: `${nameOf(amount)} is a number that differs between undisturbed runs, so no doubling of it can be seen. If it is no effect, add "ignore": ["${nameOf(amount)}"].`,
  };
}
