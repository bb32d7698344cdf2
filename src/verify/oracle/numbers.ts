import type { Observation } from "../observation.ts";
import { canonical } from "./canonical.ts";
import { columnId, type Group, idOf } from "./group.ts";
import type { Ignore } from "./ignore.ts";
import { regrouped, type Vocabulary } from "./names.ts";
import { namesOfThing, type Groups } from "./references.ts";
import { rowToken, type Tokens } from "./tokens.ts";

/** Tables that the database numbers, for texts that hold such a number behind the name of the thing: `invoice-7`, `/invoices/7`. */
export interface Numbers {
  readonly tables: readonly { readonly group: string; readonly column: string; readonly names: readonly string[] }[];
  /** Columns that a row is not told by. */
  readonly mask: ReadonlySet<string>;
  /** What the events say themselves is no number of a row. */
  readonly said: string;
}

export function numbersIn(groups: Groups, mask: ReadonlySet<string>, events: readonly unknown[]): Numbers | undefined {
  const tables = [...groups.values()].flatMap((group) => {
    const [column] = group.generated;
    return column === undefined ? [] : [{ group: idOf(group), column, names: namesOfThing(group.what) }];
  });
  return tables.length === 0 ? undefined : { tables, mask, said: JSON.stringify(events).toLowerCase() };
}

/** What a run left, numbers of rows told by the row: they burn on ignored inserts and rolled back transactions. */
export function readRun(observation: Observation, tokens: Tokens, { ignore, numbers, vocabulary }: Reading): Map<string, Group> {
  const groups = withRows(observation, tokens, ignore, numbers);
  return vocabulary === undefined ? groups : regrouped(groups, vocabulary);
}

/** What is known of all runs. */
export interface Reading {
  readonly ignore: Ignore;
  readonly numbers?: Numbers | undefined;
  readonly vocabulary?: Vocabulary | undefined;
}

function withRows(observation: Observation, tokens: Tokens, ignore: Ignore, numbers: Numbers | undefined): Map<string, Group> {
  const groups = canonical(observation, tokens, ignore);
  if (numbers === undefined) return groups;
  const pattern = patternOf(numbers);
  const rows = new Map(numbers.tables.flatMap((table) => rowsOf(groups.get(table.group), table, numbers, pattern)));
  const inText = (text: string): string =>
    tokens.inText(text).replace(pattern, (whole: string, name: string, between: string, number: string) => {
      const row = numbers.said.includes(whole.toLowerCase()) ? undefined : rows.get(`${name.toLowerCase()} ${Number(number)}`);
      return row === undefined ? whole : `${name}${between}${row}`;
    });
  return rows.size === 0 ? groups : canonical(observation, { ...tokens, inText }, ignore);
}

function patternOf({ tables }: Numbers): RegExp {
  const names = tables.flatMap((table) => table.names).toSorted((a, b) => b.length - a.length);
  return new RegExp(String.raw`(?<![A-Za-z0-9])(${names.join("|")})((?:[-_/:#.= ]|id|no|nr){1,4})(\d{1,15})(?![A-Za-z0-9])`, "gi");
}

function rowsOf(group: Group | undefined, table: Numbers["tables"][number], { mask }: Numbers, pattern: RegExp): [string, string][] {
  return (group?.rows ?? []).flatMap((row) => {
    const told = [...row].filter(
      ([column]) => column !== table.column && !group!.references.has(column) && !mask.has(columnId(group!, column)),
    );
    const token = rowToken(`${table.group} ${told.map(([column, cell]) => `${column}=${cell.replace(pattern, "$1$2#")}`).join(" ")}`);
    return table.names.map((name): [string, string] => [`${name} ${Number(row.get(table.column))}`, token]);
  });
}
