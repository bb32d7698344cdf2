import type { Finding } from "../model/finding.ts";
import type { Doubt } from "./facts.ts";
import type { Row, RowStatus } from "../model/verdict.ts";

/** What one row has to say about one event, producer or consumer. */
export interface Judgement {
  status: RowStatus;
  /** An event's name or a consumer's id. */
  about: string;
  why: string;
  findings?: readonly Finding[];
}

/** A reason that begins with its place, `file:line: reason`, taken apart. */
export function placed(why: string): { text: string; at?: { file: string; line: number } } {
  const match = /^(\S+):(\d+): (.+)$/s.exec(why);
  return match === null ? { text: why } : { text: match[3]!, at: { file: match[1]!, line: Math.max(1, Number(match[2])) } };
}

/** What a row says of a record that is no proof. */
export function doubtClause({ state, why }: Doubt): string {
  return state === "inconclusive" ? `a run could not tell: ${why.replace(/\.$/, "")}` : why;
}

/** Does the transport itself lose what fails (core NATS, Redis pub/sub)? Then there is nothing to retry. */
export function isForgetful(why: string | undefined): boolean {
  return why !== undefined && why.includes("at most once");
}

/** The same reason as one clause, its place behind it. */
export function clause(why: string): string {
  const { text, at } = placed(why);
  return at ? `${text} (${at.file}:${at.line})` : text;
}

/**
 * One row of the table. Any failure makes it fail, any doubt makes it unknown; `unseen` are reasons why something may
 * have been missed, and a row that missed something never passes.
 */
export function toRow(row: number, title: string, judgements: readonly Judgement[], empty: string, unseen: readonly string[]): Row {
  const findings = judgements.flatMap((judgement) => judgement.findings ?? []);
  const of = (status: RowStatus) => judgements.filter((judgement) => judgement.status === status);
  const [failed, unknown] = [of("fail"), of("unknown")];
  const say = (some: Judgement[]) =>
    `${some.length === judgements.length ? "" : `${some.length} of ${judgements.length}: `}${some[0]!.about}: ${some[0]!.why}${some.length > 1 ? ` (and ${some.length - 1} more)` : ""}`;
  if (failed.length > 0) return { row, title, status: "fail", why: say(failed), findings };
  if (unknown.length > 0) return { row, title, status: "unknown", why: say(unknown), findings };
  if (unseen.length > 0) return { row, title, status: "unknown", why: unseen[0]!, findings };
  return { row, title, status: "pass", why: judgements.length === 0 ? empty : `${judgements.length} of ${judgements.length}.`, findings };
}
