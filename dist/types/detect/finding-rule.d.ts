import type { Finding, Severity } from "../model/finding.ts";
import type { Settings } from "../model/settings.ts";
import type { Dependency, Fact } from "./fact.ts";
import type { Linked } from "./link.ts";
import type { UnreadClient } from "./unread-clients.ts";
export interface FindingContext {
    map: Linked & {
        unreadClients: readonly UnreadClient[];
        notRead: readonly {
            language: string;
            files: number;
        }[];
    };
    facts: readonly Fact[];
    dependencies: readonly Dependency[];
    settings: Settings;
    paths: readonly string[];
    read: (path: string) => string | undefined;
}
/** What a rule says about one place; id and severity are the rule's. */
export type Statement = Omit<Finding, "rule" | "severity" | "column" | "evidence"> & Partial<Pick<Finding, "column" | "evidence">>;
export interface FindingRule {
    /** Stable; its meaning never changes. */
    id: string;
    severity: Severity;
    /** One sentence: what goes wrong where this holds. */
    purpose: string;
    /** Absent for rules that the reading of code states by itself. */
    find?: (context: FindingContext) => Iterable<Statement>;
}
