import { type Exit, type Tree } from "./tree.ts";
/** What one instance is started with. The same for each start of it. */
export interface Start {
    readonly command: readonly string[];
    readonly cwd: string;
    readonly env: Readonly<Record<string, string>>;
    readonly mark: string;
    readonly errorsOnThree: boolean;
    /** Reader of what the outermost program says, for each new process. */
    readonly reader?: (pid: () => number) => (chunk: string) => void;
}
export interface Instances {
    /** Living and ready for messages. Starts it where it is not. A sentence: why it is not. */
    ready(name: string): Promise<string | undefined>;
    /** The wire saw it subscribe. */
    subscribed(name: string): void;
    /** SIGKILL, at once. It does not come back by itself. */
    kill(name: string): Promise<void>;
    /** Asked to go (SIGTERM), killed after that time. */
    retire(name: string, withinMs: number): Promise<void>;
    /** Like kill, and starts again. */
    restart(name: string): Promise<void>;
    living(): readonly string[];
    tree(name: string): Tree | undefined;
    /** All of them; false: one did not go when it was asked to. */
    stop(withinMs: number): Promise<boolean>;
    killAll(): Promise<void>;
}
export interface InstancesOptions {
    readonly start: (name: string) => Promise<Start>;
    /** It ended, and nobody here wanted that. */
    readonly ended: (name: string, exit: Exit, lastWords: string) => void;
    readonly startPatienceMs: number;
    /** Nothing of it lives any more, whoever ended it. */
    readonly gone: (name: string) => Promise<void>;
}
export declare function createInstances({ start, ended, startPatienceMs, gone: told }: InstancesOptions): Instances;
export declare function howOf({ code, signal, error }: Exit): string;
