/** One line about a call that has returned. */
export interface SystemCall {
    readonly name: string;
    /** Files that it names, or whose descriptor it uses. */
    readonly paths: readonly string[];
    /** The whole line, for what else is in it. */
    readonly text: string;
    readonly failed: boolean;
}
/**
 * The command under `strace`. stop: the process stands still (SIGSTOP) after each such call on one of the files, until it is
 * continued (`plain`: after reads, and where an entry is made, too); log: it goes on. The consumer's error output moves to
 * descriptor 3. https://man7.org/linux/man-pages/man1/strace.1.html
 */
export declare function straced(command: readonly string[], how: {
    readonly stopAt: readonly string[];
    readonly plain: boolean;
} | "log"): string[];
export interface StraceReader {
    /** A call returned. */
    readonly call: (call: SystemCall) => void;
    /** The process stands still; the last call is why. `resume` lets it go on. */
    readonly stopped: (resume: () => void) => void;
}
/** Reads what strace prints. */
export declare function straceLines({ call, stopped }: StraceReader, pid: () => number): (chunk: string) => void;
/** Why calls cannot be stopped here; undefined: they can, it was tried. */
export declare function whyNoStops(): Promise<string | undefined>;
