/** A place of the repository that a stack names. */
export interface StackPlace {
    readonly file: string;
    readonly line: number;
}
/**
 * The place of the repository nearest to where an error was thrown. `paths` are files of the repository, relative to its root: what
 * is not among them is named by nothing, however the stack spells it. Undefined, too, where two files would fit.
 */
export declare function placeInStack(stack: string, paths: PathIndex): StackPlace | undefined;
/** Finds the file of the repository that a path from another machine means. */
export type PathIndex = (path: string) => string | undefined;
export declare function indexOf(paths: Iterable<string>): PathIndex;
