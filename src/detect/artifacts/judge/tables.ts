import type { Fact, FactOf } from "../../fact.ts";

type Table = FactOf<"table">;

/** Tables that a store creates under its own names. */
const stores: readonly (readonly [RegExp, string])[] = [
  [/^emt_(messages|streams)$/, "Emmett"],
  [/^mt_(events|streams)$/, "Marten"],
  [/(^|\.)message_store\.messages$|^message_store\.messages$/, "message-db"],
  [/(^|\.)domain_event_entry$/, "Axon"],
];

const stream = /^(stream|aggregate|entity|source)_?(id|name|uuid)$|^(stream|aggregate)$/;
const version = /^(stream_|aggregate_|event_)?(version|sequence|sequence_number|seq|position|revision|seq_no)$/;
const payload = /^(event_)?(payload|data|body|json_data|content|event)$/;
const type = /^(event_|message_)?type$|^event_name$|^(event_)?kind$/;

/** What tables say about the patterns in use. History and audit tables have no unique stream version and say nothing. */
export function tableSigns(tables: readonly Table[]): Fact[] {
  return tables.flatMap((table): Fact[] => {
    const { file, line, name } = table;
    const bare = name.slice(name.lastIndexOf(".") + 1);
    const store = stores.find(([pattern]) => pattern.test(name))?.[1];
    if (store !== undefined) return [{ fact: "sign", of: "eventSourcing", file, line, what: `table ${name} of ${store}` }];
    if (isEventStore(table))
      return [
        { fact: "sign", of: "eventSourcing", file, line, what: `event store table ${name}: unique stream and version, type and payload` },
      ];
    if (/(^|_)outbox(_|$)|outbox(event|message)s?$/.test(bare)) return [{ fact: "sign", of: "outbox", file, line, what: `table ${name}` }];
    return [];
  });
}

/** A DynamoDB table with a stream, named an outbox: https://docs.aws.amazon.com/prescriptive-guidance/latest/cloud-design-patterns/transactional-outbox.html */
export function streamSigns(channels: readonly FactOf<"channel">[]): Fact[] {
  return channels.flatMap(({ broker, name, logicalId, file, line }): Fact[] =>
    broker === "dynamodb-streams" && /outbox/i.test(`${name} ${logicalId ?? ""}`)
      ? [{ fact: "sign", of: "outbox", file, line, what: `table ${name} with a stream` }]
      : [],
  );
}

/** A unique key over stream and version, beside a type and a payload. */
function isEventStore({ columns, unique }: Table): boolean {
  const keyed = unique.some((key) => key.some((column) => stream.test(column)) && key.some((column) => version.test(column)));
  return keyed && columns.some((column) => payload.test(column)) && columns.some((column) => type.test(column));
}

/** A table that remembers which events were handled. */
export function isInbox({ name }: Table): boolean {
  const bare = name.slice(name.lastIndexOf(".") + 1);
  return /^(processed|handled|consumed|received)_(events?|messages?)$|(^|_)inbox(_(events?|messages?))?$|^idempotency_keys?$|^message_dedup(lication)?$/.test(
    bare,
  );
}
