import { promised } from "./promised.ts";
import { type Exit, pause, startTree, type Tree } from "./tree.ts";

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

interface Running {
  tree: Tree;
  ready: Promise<string | undefined>;
  isReady: () => void;
  /** We killed it. */
  killed: boolean;
}

export interface InstancesOptions {
  readonly start: (name: string) => Promise<Start>;
  /** It ended, and nobody here wanted that. */
  readonly ended: (name: string, exit: Exit, lastWords: string) => void;
  readonly startPatienceMs: number;
  /** It was asked to go. */
  readonly leaving?: (name: string) => void;
  /** Nothing of it lives any more, whoever ended it. */
  readonly gone: (name: string) => Promise<void>;
}

export function createInstances({ start, ended, startPatienceMs, leaving, gone: told }: InstancesOptions): Instances {
  const running = new Map<string, Promise<Running>>();
  const known = new Map<string, Running>();
  let over = false;

  async function launch(name: string): Promise<Running> {
    const { reader, ...options } = await start(name);
    let tree: Tree | undefined;
    tree = startTree({ ...options, ...(reader && { onError: reader(() => tree?.pid ?? 0) }) });
    const living = tree;
    const subscribed = promised<undefined>();
    const tooLate = pause(startPatienceMs).then(() => `it did not connect within ${startPatienceMs / 1000} s${saying(living)}`);
    const gone = living.exited.then((exit) => `it ended ${howOf(exit)} before it connected${saying(living)}`);
    const one: Running = {
      tree: living,
      ready: Promise.race([subscribed.promise, gone, tooLate]),
      isReady: () => subscribed.resolve(undefined),
      killed: false,
    };
    known.set(name, one);
    void living.exited.then(async (exit) => {
      if (one.killed || over) return;
      running.delete(name);
      await living.kill();
      await told(name);
      ended(name, exit, living.lastWords());
    });
    return one;
  }

  const get = (name: string): Promise<Running> => {
    let found = running.get(name);
    if (found === undefined) {
      running.set(name, (found = launch(name)));
      // Whoever waits for it is told; nobody has to end what is not there.
      found.catch(() => running.delete(name));
    }
    return found;
  };

  async function end(name: string, how: (tree: Tree) => Promise<unknown>): Promise<void> {
    const one = await running.get(name);
    if (one === undefined) return;
    one.killed = true;
    running.delete(name);
    await how(one.tree);
    await told(name);
  }
  function stop(name: string, tree: Tree, withinMs: number): Promise<boolean> {
    const went = tree.stop(withinMs);
    leaving?.(name);
    return went;
  }
  const kill = (name: string): Promise<void> => end(name, (tree) => tree.kill());

  return {
    ready: async (name) => (await get(name)).ready,
    subscribed: (name) => known.get(name)?.isReady(),
    kill,
    retire: (name, withinMs) => end(name, (tree) => stop(name, tree, withinMs)),
    async restart(name) {
      await kill(name);
      await get(name);
    },
    living: () => [...running.keys()],
    tree: (name) => known.get(name)?.tree,
    async stop(withinMs) {
      over = true;
      const all = await Promise.all([...running].map(async ([name, one]) => ({ name, one: await one })));
      for (const { one } of all) one.killed = true;
      return (await Promise.all(all.map(({ name, one }) => stop(name, one.tree, withinMs)))).every(Boolean);
    },
    async killAll() {
      over = true;
      for (const one of await Promise.all(running.values())) {
        one.killed = true;
        await one.tree.kill();
      }
    },
  };
}

export function howOf({ code, signal, error }: Exit): string {
  if (error !== undefined) return `at once (${error})`;
  return signal === null ? `with code ${code}` : `by ${signal}`;
}

function saying(tree: Tree): string {
  const words = tree.lastWords();
  return words === "" ? "" : `; it said: ${words}`;
}
