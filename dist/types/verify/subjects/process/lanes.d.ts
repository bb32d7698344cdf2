import type { Folders } from "../fork.ts";
import type { Lane } from "./world.ts";
export interface Lanes {
    readonly count: number;
    use<T>(work: (lane: Lane) => Promise<T>): Promise<T>;
}
export declare function createLanes(folders: Folders, count: number): Lanes;
/** Nothing of an earlier play is left, but caches of tools. */
export declare function emptyLane({ state, folders: { temp, home } }: Lane): void;
/** Files that lie in its home or among its temporary files, written after that moment (epoch milliseconds), in words. */
export declare function leftBehind({ folders: { temp, home } }: Lane, after: number, withTemporary: boolean): string[];
