import { AsyncResource } from "node:async_hooks";

/** What one instance writes to its sockets, in the order of its code. The first operation starts at once, in the caller's turn. */
export interface Sequence {
  readonly run: (operation: () => void | Promise<void>) => void;
  /** Resolves when nothing is left. Never, once an operation never ends: the instance died in it. */
  readonly idle: () => Promise<void>;
  readonly isIdle: () => boolean;
}

export function createSequence(): Sequence {
  const queue: (() => void | Promise<void>)[] = [];
  let waiting: (() => void)[] = [];
  let busy = false;
  const next = (): void => {
    for (;;) {
      const operation = queue.shift();
      if (operation === undefined) break;
      const result = operation();
      if (result !== undefined) return void result.then(next, next);
    }
    busy = false;
    const woken = waiting;
    waiting = [];
    for (const go of woken) go();
  };
  return {
    run(operation) {
      queue.push(AsyncResource.bind(operation));
      if (busy) return;
      busy = true;
      next();
    },
    idle: () => (busy ? new Promise((go) => void waiting.push(go)) : Promise.resolve()),
    isIdle: () => !busy,
  };
}
