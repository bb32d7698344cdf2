import type { Observed, Resource } from "../../model/delivery.ts";
import type { Cannot, Opened } from "./opened.ts";
import type { TextEdit } from "./text-edit.ts";
/** A channel in the file that declares it, as detect found it. */
export interface Declared {
    readonly broker: string;
    readonly kind: string;
    readonly name: string;
    readonly file: string;
    readonly line: number;
    /** Its name inside the file. */
    readonly logicalId?: string | undefined;
}
/** One resource that belongs to a file, and what is known around it. */
export interface Job {
    readonly file: Opened;
    readonly resource: Resource;
    /** Consumers that need it. */
    readonly consumers: readonly string[];
    /** Where a resource of this plan is declared, or will be, by its name. */
    readonly declaredAs: (name: string) => Declared | undefined;
    /** On the broker, whoever made it. */
    readonly found?: Observed;
}
/** What is to be done in the file. `notes`: what was left as it stands, and why. */
export interface Edits {
    readonly edits: readonly TextEdit[];
    readonly notes?: readonly string[];
    /** Its name inside the file, of something that is created. */
    readonly logicalId?: string;
}
/** One format that declares what a broker holds. It changes nothing itself. */
export interface OwnerFormat {
    readonly id: string;
    /** Whose resources it declares. */
    readonly broker: string;
    accepts(file: Opened): boolean;
    /** What detect does not list, and stands in this file all the same. */
    declares?(job: Job): boolean;
    /** Brings what is declared to what is wanted. */
    update(job: Job, declared: Declared): Edits | Cannot;
    /** Declares something new behind a neighbour; undefined: this format declares nothing of that kind. */
    create(job: Job, neighbour: Declared): Edits | Cannot | undefined;
}
/** Why a resource is wanted, for whoever reads the edit. */
export declare function reason({ resource, consumers }: Pick<Job, "resource" | "consumers">): string;
