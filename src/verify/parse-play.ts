import type { Copy, Deliver, Fault, Step, Turn } from "./play.ts";
import { units, type PlayText } from "./play-text.ts";

export type ParsedPlay = { readonly play: PlayText } | { readonly error: string; readonly at: number };

class Unreadable extends Error {
  readonly at: number;
  constructor(message: string, at: number) {
    super(message);
    this.at = at;
  }
}

const longest = 200_000;

/** Reads what `printPlay` writes. `at` is 0-based. */
export function parsePlay(text: string): ParsedPlay {
  try {
    if (text.length > longest) throw new Unreadable(`longer than ${longest} characters`, longest);
    return { play: read({ text, at: 0 }) };
  } catch (error) {
    if (error instanceof Unreadable) return { error: error.message, at: error.at };
    throw error;
  }
}

interface Reader {
  readonly text: string;
  at: number;
}

function read(reader: Reader): PlayText {
  const steps: Step[] = [];
  let settings: Omit<PlayText, "steps"> = {};
  for (blanks(reader); reader.at < reader.text.length; blanks(reader)) {
    const setting = steps.length === 0 ? take(reader, /(seed|clock|events|nacks|deep)=(\S*)/y) : undefined;
    if (setting) settings = { ...settings, ...settingOf(setting[1]!, setting[2]!, reader.at - setting[2]!.length) };
    else steps.push(stepOf(reader));
    if (reader.at < reader.text.length && !/\s/.test(reader.text[reader.at]!)) throw unexpected(reader, "a blank between steps");
  }
  if (steps.length === 0) throw new Unreadable("no step, such as m0@A", reader.at);
  return { steps, ...settings };
}

function settingOf(name: string, value: string, at: number): Omit<PlayText, "steps"> {
  if (name === "events") {
    if (!/^[\w:.-]{1,200}$/.test(value)) throw new Unreadable("events= needs a name", at);
    return { eventsName: value };
  }
  if (name === "deep") {
    if (value !== "true") throw new Unreadable("deep= needs true", at);
    return { deep: true };
  }
  if (name === "nacks") {
    if (value !== "inline" && value !== "tail" && value !== "none") throw new Unreadable("nacks= needs inline, tail or none", at);
    return { nacks: value };
  }
  if (!/^-?\d{1,16}$/.test(value) || !Number.isSafeInteger(Number(value))) throw new Unreadable(`${name}= needs a whole number`, at);
  return name === "seed" ? { seed: Number(value) } : { clock: Number(value) };
}

function stepOf(reader: Reader): Step {
  if (reader.text[reader.at] === "+") return { do: "advance", ms: durationOf(reader) };
  if (take(reader, /restart(?=@)/y)) return { do: "restart", instance: instanceOf(reader) };
  if (take(reader, /tick(?=@)/y)) return { do: "tick", on: instanceOf(reader), ...faultOf(reader) };
  return take(reader, /\{\s*/y) ? raceOf(reader) : deliverOf(reader);
}

function raceOf(reader: Reader): Step {
  const first = deliverOf(reader);
  need(reader, /\s*\|\s*/y, '"|" and the second delivery');
  const second = deliverOf(reader);
  need(reader, /\s*:/y, '":" and the turns');
  const order: Turn[] = [];
  for (blanks(reader); reader.text[reader.at] !== "}"; blanks(reader)) {
    if (reader.text[reader.at] === "+") order.push({ advanceMs: durationOf(reader) });
    else order.push(Number(need(reader, /[01](?=[\s}])/y, "0, 1, +duration or }")[0]) as 0 | 1);
  }
  reader.at += 1;
  return { do: "race", first, second, order };
}

function deliverOf(reader: Reader): Deliver {
  const copies: Copy[] = [];
  if (take(reader, /\[\s*/y)) {
    while (!take(reader, /\s*\]/y)) {
      if (copies.length > 0) need(reader, /\s+/y, "a blank or ]");
      copies.push(copyOf(reader));
    }
    if (copies.length === 0) throw new Unreadable("an empty batch", reader.at);
  } else copies.push(copyOf(reader));
  return { do: "deliver", copies, to: instanceOf(reader), ...faultOf(reader) };
}

function copyOf(reader: Reader): Copy {
  const [, event, mark] = need(reader, /m(\d{1,6})(['"]?)/y, "a step: m0@A, [m0 m1]@A, {m0@A | m0'@B : 0 1}, restart@A, tick@A or +25h");
  return { event: Number(event), kind: mark === "'" ? "redelivery" : mark === '"' ? "producer" : "first" };
}

function instanceOf(reader: Reader): string {
  return need(reader, /@([A-Za-z][\w-]{0,40})/y, "@ and an instance, such as @A")[1]!;
}

function faultOf(reader: Reader): { readonly fault?: Fault } {
  const mark = take(reader, /!!?/y)?.[0];
  if (mark === undefined) return {};
  const [, kind, side, at] = need(
    reader,
    /(crash|error|refuse)-(before|after)#([1-9]\d{0,5}|ack)/y,
    "a fault: crash, error or refuse, -before or -after, # and a number or ack",
  );
  const fault = { kind: kind as Fault["kind"], at: at === "ack" ? "ack" : Number(at), side: side as Fault["side"] } as const;
  const what = whatOf(reader);
  return { fault: { ...fault, ...(what !== undefined && { what }), ...(mark === "!!" && { every: true }) } };
}

function whatOf(reader: Reader): string | undefined {
  const from = reader.at;
  const quoted = take(reader, /"(?:[^"\\]|\\.)*"/y)?.[0];
  if (quoted === undefined) return undefined;
  try {
    return JSON.parse(quoted) as string;
  } catch {
    throw new Unreadable("not a text in quotes", from);
  }
}

function durationOf(reader: Reader): number {
  const from = reader.at;
  const [, number, unit] = need(reader, /\+(\d{1,15})(ms|s|m|h|d)/y, "+, a whole number and ms, s, m, h or d");
  const ms = Number(number) * units[unit as keyof typeof units];
  if (!Number.isSafeInteger(ms)) throw new Unreadable("too long", from);
  return ms;
}

function blanks(reader: Reader): void {
  take(reader, /\s+/y);
}

function take(reader: Reader, pattern: RegExp): RegExpExecArray | undefined {
  pattern.lastIndex = reader.at;
  const found = pattern.exec(reader.text);
  if (found === null) return undefined;
  reader.at = pattern.lastIndex;
  return found;
}

function need(reader: Reader, pattern: RegExp, expected: string): RegExpExecArray {
  const found = take(reader, pattern);
  if (!found) throw unexpected(reader, expected);
  return found;
}

function unexpected(reader: Reader, expected: string): Unreadable {
  const found = reader.text.slice(reader.at, reader.at + 20);
  return new Unreadable(`expected ${expected}, found ${found === "" ? "the end" : `"${found}"`}`, reader.at);
}
