import type { Clock } from "./clock.ts";
import { running } from "./instance.ts";

/** The names that files under root see instead of the global ones. */
const names = ["Date", "setTimeout", "clearTimeout", "setInterval", "clearInterval"] as const;
const key = "__gmTime";

/**
 * Source with virtual time in front, on its first line so that line numbers stay. A name that the file declares or imports
 * itself is left to it.
 */
export function timePrelude(source: string): string {
  if (source.includes(`globalThis.${key};`)) return source;
  const wanted = names.filter((name) => new RegExp(`\\b${name}\\b`).test(source) && !declares(source, name));
  if (wanted.length === 0) return source;
  const prelude = `const {${wanted.join(",")}}=globalThis.${key};`;
  const head = /^(#![^\n]*\n)?(\s*(["'])use strict\3;?)?/.exec(source)![0];
  return `${head}${prelude}${source.slice(head.length)}`;
}

function declares(source: string, name: string): boolean {
  const declaration = new RegExp(`\\b(?:const|let|var|function|class)\\s+(?:\\{[^}]{0,400}\\b)?${name}\\b`);
  return declaration.test(source) || new RegExp(`\\bimport\\b[^;"']{0,400}\\b${name}\\b`).test(source);
}

/** Module text for `node:timers` and `node:timers/promises` as files under root see them. */
export function virtualTimers(specifier: string): string {
  return specifier.endsWith("promises")
    ? `const t=globalThis.${key};export const setTimeout=(ms,value)=>new Promise(done=>t.setTimeout(done,ms,value));
export const setImmediate=(value)=>new Promise(done=>globalThis.setImmediate(done,value));
export async function* setInterval(ms,value){for(;;){await setTimeout(ms);yield value}}
export const scheduler={wait:ms=>setTimeout(ms),yield:()=>setImmediate()};export default {setTimeout,setImmediate,setInterval,scheduler};`
    : `const t=globalThis.${key};export const {setTimeout,clearTimeout,setInterval,clearInterval}=t;export const setImmediate=globalThis.setImmediate,clearImmediate=globalThis.clearImmediate;
export default {setTimeout,clearTimeout,setInterval,clearInterval,setImmediate,clearImmediate};`;
}

/** Installs the virtual names for a worker; `clock` gives the play's own, `uncaught` takes what a timer's callback throws. */
export function installVirtualTime(clock: () => Clock, uncaught: (error: unknown) => void): void {
  const RealDate = Date;
  class VirtualDate extends RealDate {
    constructor(...args: unknown[]) {
      super(...((args.length === 0 ? [clock().now()] : args) as []));
    }
    static override now(): number {
      return clock().now();
    }
  }
  // `Date()` without new gives a text.
  const callable = new Proxy(VirtualDate, { apply: () => new VirtualDate().toString() });
  const schedule =
    (repeat: boolean) =>
    (callback: (...args: unknown[]) => void, ms: unknown = 0, ...args: unknown[]) => {
      const instance = running.getStore();
      const fire = () => {
        try {
          if (instance?.dead !== true) callback(...args);
        } catch (error) {
          uncaught(error);
        }
      };
      return handleOf(clock().schedule(fire, Number(ms), repeat ? Number(ms) : undefined));
    };
  const clear = (handle: unknown) => clock().cancel(Number(handle));
  Object.defineProperty(globalThis, key, {
    value: { Date: callable, setTimeout: schedule(false), clearTimeout: clear, setInterval: schedule(true), clearInterval: clear },
  });
}

/** What Node's timers give back, as far as code looks at it. */
function handleOf(id: number) {
  const handle = { ref: () => handle, unref: () => handle, hasRef: () => false, refresh: () => handle, [Symbol.toPrimitive]: () => id };
  return handle;
}
