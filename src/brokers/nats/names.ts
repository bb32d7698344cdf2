import { createHash } from "node:crypto";

/** Marks of what was redriven, and advisories about what was given up, for all consumers of a server. */
export const advisoriesStream = "GM_ADVISORIES";
const advisory = "$JS.EVENT.ADVISORY.CONSUMER";
export const advisorySubjects: readonly string[] = [`${advisory}.MAX_DELIVERIES.>`, `${advisory}.MSG_TERMINATED.>`, "gm.redriven.>"];

export function maxDeliveriesSubject(stream: string, consumer: string): string {
  return `${advisory}.MAX_DELIVERIES.${stream}.${consumer}`;
}

/** What a file system and a subject can carry; a long name keeps its beginning and gets a hash of the whole. */
const longest = 100;

/** The name of a stream or consumer made of any text. https://docs.nats.io/nats-concepts/jetstream/streams#naming */
export function nameOf(text: string): string {
  const clean = text
    .replace(/\.>$/, "")
    .replaceAll("*", "any")
    .replaceAll(">", "all")
    .replaceAll(/[^\w-]/g, "_");
  if (clean.length <= longest) return clean;
  return `${clean.slice(0, longest - 13)}-${createHash("sha256").update(text).digest("hex").slice(0, 12)}`;
}

/** The stream that we make for a channel which has none. */
export function streamNameOf(channel: string): string {
  return nameOf(channel).toUpperCase();
}

export interface Names {
  readonly stream: string;
  readonly consumer: string;
  /** Subject before the sequence of a dead letter, and its stream. */
  readonly deadLetter: string;
  readonly deadLetterStream: string;
  /** Where messages for this consumer alone come in. */
  readonly entry: string;
  readonly entryStream: string;
}

/** Everything that one consumer of a stream has for itself. */
export function namesOf(stream: string, group: string): Names {
  const consumer = nameOf(group);
  return {
    stream,
    consumer,
    deadLetter: `dlq.${stream}.${consumer}`,
    deadLetterStream: nameOf(`${stream}_${consumer}_DLQ`),
    entry: `entry.${stream}.${consumer}`,
    entryStream: nameOf(`${stream}_${consumer}_ENTRY`),
  };
}

/** Does every subject that `inner` stands for also fit `outer`? `*` is one token, `>` one or more at the end. */
export function covers(outer: string, inner: string): boolean {
  const [outers, inners] = [outer.split("."), inner.split(".")];
  for (const [index, token] of outers.entries()) {
    const other = inners[index];
    if (other === undefined) return false;
    if (token === ">") return true;
    if (other === ">" || (token !== "*" && token !== other)) return false;
  }
  return outers.length === inners.length;
}

/** Is there a subject that fits both? */
export function overlap(one: string, two: string): boolean {
  const [ones, twos] = [one.split("."), two.split(".")];
  for (let index = 0; ; index += 1) {
    const [a, b] = [ones[index], twos[index]];
    if (a === undefined || b === undefined) return a === b;
    if (a === ">" || b === ">") return true;
    if (a !== b && a !== "*" && b !== "*") return false;
  }
}

/** What is published to where a channel is told by the name of its stream: its only subject, if that is none of many. */
export function onlySubject(subjects: readonly string[]): string | undefined {
  return subjects.length === 1 && !isPattern(subjects[0]!) ? subjects[0] : undefined;
}

export function isPattern(subject: string): boolean {
  return subject.split(".").some((token) => token === "*" || token === ">");
}
