import { type ChildProcess } from "node:child_process";
import type { HostArguments } from "./host-arguments.ts";
export interface Folders {
    /** All of it is writable, and goes with the subject. */
    readonly temp: string;
    readonly home: string;
    readonly scratch: string;
}
export declare function temporaryPlace(env: Readonly<Record<string, string | undefined>>): string;
export declare function makeFolders(): Folders;
export declare function removeFolders({ temp }: Folders): void;
export declare function hostEnvironment(outer: Readonly<Record<string, string | undefined>>, own: Readonly<Record<string, string>>, { temp, home }: Folders): Record<string, string>;
export interface HostOptions {
    readonly entry: string;
    readonly env: Record<string, string>;
    readonly flags: readonly string[];
    readonly folders: Folders;
    readonly args: HostArguments;
}
/** A process group of its own; whatever it prints is read and dropped. */
export declare function startHost({ entry, env, flags, folders, args }: HostOptions): ChildProcess;
/** Ends the whole group; a group that is gone already is no error. */
export declare function killHost(child: ChildProcess): void;
