import { Run } from "../model/run.ts";
/** The run of a client's session; undefined where none was opened, or what stands there is not ours. */
export declare function readRun(root: string, session: string): Run | undefined;
export declare function writeRun(root: string, run: Run): void;
/** Runs of this repository that are not closed. */
export declare function openRuns(root: string): Run[];
/** Ends every run that began before, also one that was typed and has no file yet. */
export declare function markStopped(root: string, now: Date): void;
/** When somebody last stopped all runs here. */
export declare function stoppedAt(root: string): Date | undefined;
/** Where a run of a session is kept: the project that the client works in, also when a tool looks at a folder in it. */
export declare function projectOf(env: Readonly<Record<string, string | undefined>>, root: string): string;
