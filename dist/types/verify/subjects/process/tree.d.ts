/** A process and whatever it starts. */
export interface Tree {
    readonly pid: number;
    readonly exited: Promise<Exit>;
    /** Undefined while it lives. */
    readonly exit: Exit | undefined;
    /** Its last words on the error output: one line, redacted; empty where it said nothing. */
    lastWords(): string;
    /** SIGKILL for all of it. Resolves when nothing of it lives. */
    kill(): Promise<void>;
    /** SIGTERM, then SIGKILL for what is left after that time. True: it went by itself. */
    stop(withinMs: number): Promise<boolean>;
    /** Something of it runs, or would if it were given a processor; undefined where the platform does not tell. */
    isBusy(): boolean | undefined;
}
export interface Exit {
    readonly code: number | null;
    readonly signal: string | null;
    /** It could not be started. */
    readonly error?: string;
}
export interface TreeOptions {
    readonly command: readonly string[];
    readonly cwd: string;
    readonly env: Readonly<Record<string, string>>;
    /** Unique; its value in the environment finds what left the group. */
    readonly mark: string;
    /** Called with what descriptor 2 of the outermost program says; default: it is kept for `lastWords`. */
    readonly onError?: (chunk: string) => void;
    /** The consumer's own error output comes over descriptor 3: the outermost program speaks on descriptor 2 itself. */
    readonly errorsOnThree?: boolean;
}
export declare const markName = "GODMODE_EVENT_PLAY";
export declare function startTree({ command, cwd, env, mark, onError, errorsOnThree }: TreeOptions): Tree;
export declare const pause: (ms: number) => Promise<void>;
/** A group that is gone already is no error. */
export declare function signalGroup(pid: number, signal: NodeJS.Signals): void;
