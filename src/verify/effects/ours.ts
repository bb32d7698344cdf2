import { AsyncLocalStorage } from "node:async_hooks";

/**
 * Where our own work runs in a worker: instruments are started inside, so a snapshot that they take then keeps it. Code under test
 * can come to run outside of any instance (a finalizer, an event of the process); it is never in here.
 */
const ours = new AsyncLocalStorage<true>();

export const asOurs = <T>(run: () => T): T => ours.run(true, run);
export const isOurs = (): boolean => ours.getStore() === true;
