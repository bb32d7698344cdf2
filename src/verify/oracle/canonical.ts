import type { Observation, Published, Table } from "../observation.ts";
import { flatten, flattenLine } from "./flatten.ts";
import { empty, idOf, named, slot, type Cell, type Filling, type Group, type Row } from "./group.ts";
import { httpGroups } from "./http-calls.ts";
import type { Ignore } from "./ignore.ts";
import { shapeOf, type Tokens } from "./tokens.ts";

/** All that a play left, as groups of rows that compare. Nothing is masked, collapsed or renamed yet. */
export function canonical(observation: Observation, tokens: Tokens, ignore: Ignore): Map<string, Group> {
  const groups = [
    ...observation.tables.map((table) => tableGroup(table, tokens)),
    ...kvGroups(observation.kv, tokens),
    ...fileGroups(
      observation.files.filter(({ path }) => !ignore.file(path)),
      tokens,
    ),
    ...publishedGroups(observation.published, tokens),
    ...httpGroups(observation.http, tokens),
    ...deadLetterGroups(observation.deadLetters),
  ];
  const result = new Map<string, Group>();
  for (const group of groups) result.set(idOf(group), without(group, ignore));
  return result;
}

function tableGroup(table: Table, tokens: Tokens): Group {
  const rows = table.rows.map((row) => new Map(table.columns.flatMap(({ name }, index) => flatten(name, row[index] ?? null, tokens))));
  const references = table.columns.flatMap(({ name, references: to }) => (to === undefined ? [] : [[name, to] as const]));
  return {
    kind: "table",
    sink: table.sink,
    what: table.name,
    rows,
    keys: table.columns.filter(({ key, generated }) => key && !generated).map(({ name }) => name),
    generated: table.columns.filter(({ generated }) => generated).map(({ name }) => name),
    references: new Map(references),
  };
}

function kvGroups(entries: Observation["kv"], tokens: Tokens): Group[] {
  const groups = new Map<string, Filling & { readonly expiring: Set<Row> }>();
  for (const { sink, key, value, expires } of entries) {
    const name = tokens.inText(key);
    const what = shapeOf(name);
    const row = new Map([["key", JSON.stringify(name)], ...flatten("value", value, tokens)]);
    const group = slot(groups, idOf({ sink, what }), () => ({ ...empty("kv", sink, what, ["key"]), expiring: new Set<Row>() }));
    group.rows.push(row);
    if (expires === true) group.expiring.add(row);
  }
  return [...groups.values()];
}

function fileGroups(lines: Observation["files"], tokens: Tokens): Group[] {
  const groups = new Map<string, Filling>();
  for (const { path, line } of lines) {
    const name = tokens.inText(path);
    const what = shapeOf(name);
    const group = slot(groups, what, () => empty("file", "files", what));
    group.rows.push(new Map([...named("path", name, what), ...flattenLine(line, tokens)]));
  }
  return [...groups.values()];
}

/** Counters of attempts and traces differ from delivery to delivery and are no effect. */
const perAttempt = /attempt|retry|redeliver|delivery-?count|^trace|timestamp|^sent-?at$/i;

function publishedGroups(messages: readonly Published[], tokens: Tokens): Group[] {
  const groups = new Map<string, Filling>();
  for (const { sink, topic, key, headers, value } of messages) {
    const name = tokens.inText(topic);
    const what = shapeOf(name);
    const group = slot(groups, idOf({ sink, what }), () => empty("published", sink, what));
    const kept = Object.entries(headers ?? {}).filter(([header]) => !perAttempt.test(header));
    group.rows.push(
      new Map([
        ...named("topic", name, what),
        ...(key === undefined ? [] : flatten("key", key, tokens)),
        ...kept.flatMap(([header, text]) => flatten(`header ${header.toLowerCase()}`, text, tokens)),
        ...flatten("value", value, tokens),
      ]),
    );
  }
  return [...groups.values()];
}

/** As a set: how often a message came before it was given up is the broker's matter. */
function deadLetterGroups(events: readonly number[]): Group[] {
  if (events.length === 0) return [];
  const rows = [...new Set(events)].toSorted((a, b) => a - b).map((event) => new Map([["event", JSON.stringify(`\u27E8m${event}\u27E9`)]]));
  return [{ ...empty("dead-letters", "dlq", "dead letters"), rows }];
}

function without(group: Group, ignore: Ignore): Group {
  if (!ignore.columns) return group;
  const dropped = [...new Set(group.rows.flatMap((row) => [...row.keys()]))].filter((column) => ignoredPath(group, column, ignore));
  if (dropped.length === 0) return group;
  for (const row of group.rows) for (const column of dropped) (row as Map<string, Cell>).delete(column);
  return group;
}

/** `table.payload` also leaves out `table.payload.at`. */
function ignoredPath(group: Group, column: string, ignore: Ignore): boolean {
  const ends = [...column.matchAll(/[.[]/g)].map(({ index }) => index);
  return ignore.column(group, column) || ends.some((end) => ignore.column(group, column.slice(0, end)));
}
