import { type CheckInput } from "../../compat/check.ts";
import type { CompatFinding } from "../../compat/rule.ts";
import type { Finding } from "../../model/finding.ts";
import type { SchemaText } from "../../schema/schema-text.ts";
/**
 * Names of the older git versions that a schema broke with before its newest change: the committed version before the current
 * text breaks with them already. What is registered never is among them: it is what consumers run.
 *
 * A break with the newest other version, or with a registered one, is the doing of the change at hand: row 3 fails, and the domain
 * is DISCARD. A break that lies between two versions of the past cannot be undone by any edit (putting back what was removed
 * breaks with every version since), and nothing in git tells whether events of that time exist. So it is a warning and leaves
 * row 3 unknown, until versions are registered: from then on those are the history that counts.
 */
export declare function brokenBefore(findings: readonly CompatFinding[], fromGit: readonly SchemaText[], how: Pick<CheckInput, "format" | "mode" | "policy">): ReadonlySet<string>;
/** The breaks of today: a few as they are, many against one version as one finding with the first edits. */
export declare function todaysBreaks(file: string, mode: string, findings: readonly CompatFinding[]): Finding[];
/** One warning for all breaks with versions of long ago, with what can still be done. */
export declare function pastBreaks(file: string, mode: string, subject: string, findings: readonly CompatFinding[]): Finding[];
/** Hints of one kind once, with their number. */
export declare function hints(file: string, findings: readonly CompatFinding[]): Finding[];
