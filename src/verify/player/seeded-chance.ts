import crypto from "node:crypto";
import { syncBuiltinESMExports } from "node:module";
import { running } from "./instance.ts";

interface Chance {
  random(): number;
  uuid(): string;
}

const isUser = (): boolean => running.getStore() !== undefined;

/** Chance of the play's own seed for user code: the same play twice draws the same. `chance` gives the play's own. */
export function installSeededChance(chance: () => Chance): void {
  const fill = (bytes: Uint8Array): void => {
    for (let at = 0; at < bytes.length; at++) bytes[at] = Math.floor(chance().random() * 256);
  };
  const { random } = Math;
  Math.random = () => (isUser() ? chance().random() : random());

  const real = { uuid: crypto.randomUUID, bytes: crypto.randomBytes, values: crypto.webcrypto.getRandomValues.bind(crypto.webcrypto) };
  const randomUUID: typeof crypto.randomUUID = (options) =>
    isUser() ? (chance().uuid() as ReturnType<typeof crypto.randomUUID>) : real.uuid(options);
  const randomBytes = (size: number, callback?: (error: Error | null, bytes: Buffer) => void): Buffer | void => {
    if (!isUser()) return callback === undefined ? real.bytes(size) : real.bytes(size, callback);
    const bytes = Buffer.alloc(size);
    fill(bytes);
    if (callback === undefined) return bytes;
    setImmediate(() => callback(null, bytes));
  };
  const getRandomValues = <T extends NodeJS.ArrayBufferView>(view: T): T => {
    if (!isUser()) return real.values(view as never);
    fill(new Uint8Array(view.buffer, view.byteOffset, view.byteLength));
    return view;
  };
  for (const [holder, functions] of [
    [crypto, { randomUUID, randomBytes }],
    [crypto.webcrypto, { randomUUID, getRandomValues }],
  ] as const)
    for (const [name, value] of Object.entries(functions))
      Object.defineProperty(holder, name, { value, configurable: true, writable: true });
  syncBuiltinESMExports();
}
