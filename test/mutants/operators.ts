/** Takes one property away. Each place where it applies gives a mutant of its own. */
export interface Operator {
  readonly name: string;
  readonly takesAway: string;
  apply(source: string): string[];
}

const transaction = /await ctx\.db\.tx\(async \(q\) => \{([\s\S]*?)\n(\s*)\}\);/;
const guard = /const mark = await q\.query\("INSERT INTO (\w+)[^;]*;\n\s*if \(mark\.rowCount === 0\) return;\n/;
/** The body of the handler: the first function of the file. */
const head = /(export async function handle(?:Batch)?\([^)]*\) \{\n)/;

/** One mutant for each match of the pattern. */
function each(source: string, pattern: RegExp, put: (match: RegExpMatchArray) => string | undefined): string[] {
  return [...source.matchAll(new RegExp(pattern.source, pattern.flags.includes("g") ? pattern.flags : `${pattern.flags}g`))].flatMap(
    (match) => {
      const text = put(match);
      if (text === undefined) return [];
      const mutant = source.slice(0, match.index) + text + source.slice(match.index + match[0].length);
      return mutant === source ? [] : [mutant];
    },
  );
}

/** The guard in front of the effects replaced; only where there is one. */
const guardBy = (before: string, guardText: string) => (source: string) =>
  each(source, guard, () => guardText).map((mutant) => mutant.replace(/^/, before));

/** The statements of a transaction run one by one. A return inside leaves the block only. */
const plain = (body: string) => `await (async (q) => {${body}\n  })(ctx.db);`;

/** Uses of the event's id as a key of something. */
const id = /event\.event_id(?!\s*\})/;
/** The same without the id of an outbox row: it is drawn once and stored with the row, so any unique one does. */
const storedOnce = /(?<!INSERT INTO outbox[^;]*)event\.event_id(?!\s*\})/;

export const operators: readonly Operator[] = [
  {
    name: "drop the transaction",
    takesAway: "mark and effect together or not at all",
    apply: (s) => each(s, transaction, ([, body]) => plain(body!)),
  },
  {
    name: "swap mark and effect",
    takesAway: "the mark first, and both together",
    apply: (s) =>
      each(s, transaction, ([, body]) => {
        const [mark] = guard.exec(body!) ?? [];
        if (mark === undefined) return undefined;
        const insert = mark.split("\n")[0]!;
        const table = guard.exec(body!)![1]!;
        const seen = `const seen = await q.query("SELECT 1 FROM ${table} WHERE ${table === "tickets" ? "ticket" : "message"} = ?", [event.event_id]);\n    if (seen.rows.length > 0) return;\n`;
        return plain(`${body!.replace(mark, seen)}\n    ${insert.trim()}`);
      }),
  },
  {
    name: "check instead of a unique key",
    takesAway: "the unique key",
    apply: (s) =>
      each(s, / (PRIMARY KEY|UNIQUE)(?=[,)])(?!\()/, (match) =>
        /(inbox|ledger|tickets|holds)\((message|ticket) TEXT$/.test(s.slice(0, match.index)) ? "" : undefined,
      ),
  },
  { name: "drop the composite key", takesAway: "the unique key", apply: (s) => each(s, /, PRIMARY KEY\(consumer, message\)/, () => "") },
  { name: "drop the guard", takesAway: "the check for duplicates", apply: (s) => each(s, guard, () => "") },
  {
    name: "skip what is marked as redelivered",
    takesAway: "memory of what was done",
    apply: guardBy("", "if (event.meta.redelivered) return;\n"),
  },
  {
    name: "remember in memory",
    takesAway: "memory that survives a restart",
    apply: guardBy("const seen = new Set();\n", "if (seen.has(event.event_id)) return;\n    seen.add(event.event_id);\n"),
  },
  {
    name: "remember the last one only",
    takesAway: "memory of all",
    apply: guardBy(
      "",
      "const last = await ctx.kv.get('last');\n    if (last === event.event_id) return;\n    await ctx.kv.set('last', event.event_id);\n",
    ),
  },
  {
    name: "lock instead of a mark",
    takesAway: "a mark that stays",
    apply: guardBy("", "if (!(await ctx.kv.set('lock:' + event.event_id, '1', { nx: true, pxMs: 30_000 }))) return;\n"),
  },
  {
    name: "shorten the window",
    takesAway: "a window as long as the retention",
    apply: guardBy("", "if (!(await ctx.kv.set('seen:' + event.event_id, '1', { nx: true, pxMs: 3_600_000 }))) return;\n"),
  },
  {
    name: "mark in another store first",
    takesAway: "mark and effect together",
    apply: guardBy("", "if (!(await ctx.kv.set('seen:' + event.event_id, '1', { nx: true }))) return;\n"),
  },
  {
    name: "effect after the transaction",
    takesAway: "effect and mark together",
    apply: (s) =>
      each(s, transaction, ([, body]) => {
        const lines = body!.split("\n");
        const last = lines.findLastIndex((line) => line.includes("await q.query("));
        if (last < 0 || !guard.test(body!)) return undefined;
        const effect = lines.splice(last, 1)[0]!.trim().replaceAll("q.query", "ctx.db.query");
        return `let fresh = false;\n  await ctx.db.tx(async (q) => {${lines.join("\n")}\n    fresh = true;\n  });\n  if (fresh) ${effect}`;
      }),
  },
  {
    name: "effect before the transaction",
    takesAway: "effect and mark together",
    apply: (s) =>
      each(s, transaction, ([, body]) => {
        const lines = body!.split("\n");
        const last = lines.findLastIndex((line) => line.includes("await q.query("));
        if (last < 0 || !guard.test(body!)) return undefined;
        const effect = lines.splice(last, 1)[0]!.trim().replaceAll("q.query", "ctx.db.query");
        return `${effect}\n  await ctx.db.tx(async (q) => {${lines.join("\n")}\n  });`;
      }),
  },
  {
    name: "acknowledge first",
    takesAway: "acknowledge after the effect",
    apply: (s) => each(s, head, (match) => (match[0].includes("handleBatch") ? undefined : `${match[1]}  await delivery.ack();\n`)),
  },
  {
    name: "swallow the error",
    takesAway: "an error reaches the broker",
    apply: (s) =>
      each(
        s,
        /(export async function handle\([^)]*\) \{\n)([\s\S]*?)\n\}(?=\n|$)/,
        ([, top, body]) => `${top}  try {\n${body}\n  } catch {}\n}`,
      ),
  },
  {
    name: "do not wait",
    takesAway: "the effect before the acknowledgement",
    apply: (s) =>
      each(s, /await (?=ctx\.(db\.tx|db\.query\("INSERT|publish|kv\.set|fs\.write))/, (match) =>
        s.slice(0, match.index).includes("function tick") ? undefined : "void ",
      ),
  },
  { name: "truncate the key", takesAway: "the whole id as key", apply: (s) => each(s, id, () => "event.event_id.slice(0, 8)") },
  { name: "fold the key's case", takesAway: "exact comparison of ids", apply: (s) => each(s, id, () => "event.event_id.toLowerCase()") },
  {
    name: "key by offset",
    takesAway: "an id that the producer gives",
    apply: (s) => each(s, storedOnce, () => "String(event.meta.offset)"),
  },
  { name: "key by timestamp", takesAway: "an id of its own", apply: (s) => each(s, id, () => "event.timestamp") },
  { name: "random key", takesAway: "a key that a duplicate shares", apply: (s) => each(s, storedOnce, () => "ctx.uuid()") },
  {
    name: "random outbound id",
    takesAway: "an outbound id that a duplicate shares",
    apply: (s) => each(s, /event_id: ("[^"]*" \+ event\.event_id|row\.message)/, () => "event_id: ctx.uuid()"),
  },
  { name: "drop the idempotency key", takesAway: "the peer's memory", apply: (s) => each(s, /, \{ "Idempotency-Key": [^}]*\}/, () => "") },
  {
    name: "random idempotency key",
    takesAway: "a key that a retry shares",
    apply: (s) => each(s, /"Idempotency-Key": [^}]*?(?= \})/, () => '"Idempotency-Key": ctx.uuid()'),
  },
  {
    name: "take any answer",
    takesAway: "a refusal reaches the broker",
    apply: (s) => each(s, /\n\s*if \(answer\.status >= 500\)[^\n]*/, () => ""),
  },
  {
    name: "drop the version guard",
    takesAway: "an older event loses",
    apply: (s) => each(s, / WHERE excluded\.step > \w+\.step/, () => ""),
  },
  {
    name: "add instead of set",
    takesAway: "a natural upsert",
    apply: (s) =>
      each(
        s,
        /stage = excluded\.stage, step = excluded\.step WHERE excluded\.step > (\w+)\.step/,
        ([, table]) => `stage = excluded.stage, step = ${table}.step + excluded.step`,
      ),
  },
  {
    name: "count instead of a key",
    takesAway: "one key an event",
    apply: (s) =>
      each(
        s,
        /ctx\.kv\.set\("vote:" \+ event\.data\.wallet \+ ":" \+ event\.event_id, event\.data\.stage\)/,
        () => 'ctx.kv.incrby("votes:" + event.data.wallet, 1)',
      ),
  },
  { name: "append instead of write", takesAway: "one file an event", apply: (s) => each(s, /ctx\.fs\.write\(/, () => "ctx.fs.append(") },
  {
    name: "insert without conflict clause, error ignored",
    takesAway: "only duplicates are ignored",
    apply: (s) => each(s, /await ctx\.db\.query\("INSERT INTO (ledger|mails|payments)[^;]*;/, ([text]) => `try { ${text} } catch {}`),
  },
  {
    name: "relay marks before it sends",
    takesAway: "sent before marked",
    apply: (s) =>
      each(
        s,
        /( *for \(const row of rows\) \{\n)([\s\S]*?)( *await ctx\.db\.query\("UPDATE outbox[^\n]*\n)/,
        ([, loop, sends, mark]) => `${loop}${mark}${sends}`,
      ),
  },
  {
    name: "acknowledge the whole batch",
    takesAway: "failed items come back",
    apply: (s) => each(s, /return \{ batchItemFailures \};/, () => "return { batchItemFailures: [] };"),
  },
  {
    name: "read, then write",
    takesAway: "one atomic statement",
    apply: (s) =>
      each(
        s,
        /await q\.query\("INSERT INTO (\w+) VALUES\(\?,\?\) ON CONFLICT\((\w+)\) DO UPDATE SET (\w+) = [^"]*", \[event\.data\.wallet, event\.data\.cents\]\);/,
        ([, table]) =>
          `const old = await ctx.kv.get("${table}:" + event.data.wallet);\n    await ctx.kv.set("${table}:" + event.data.wallet, String(Number(old ?? 0) + event.data.cents));`,
      ),
  },
];
