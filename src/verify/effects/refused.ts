import type { Workshop } from "./gate.ts";

/** An error of the operating system, as Node words it. */
export function systemError(code: string, text: string, syscall: string, path?: string): NodeJS.ErrnoException {
  const where = path === undefined ? "" : ` '${path}'`;
  return Object.assign(new Error(`${code}: ${text}, ${syscall}${where}`), {
    errno: numbers[code] ?? -1,
    code,
    syscall,
    ...(path !== undefined && { path }),
  });
}

/** An error of a socket, as Node words it: `connect ECONNREFUSED 10.0.0.1:5432`. */
export function networkError(code: string, syscall: string, address?: string, port?: number): NodeJS.ErrnoException {
  const where = address === undefined ? "" : ` ${address}${port === undefined ? "" : `:${port}`}`;
  const more = { ...(address !== undefined && { address }), ...(port !== undefined && { port }) };
  return Object.assign(new Error(`${syscall} ${code}${where}`), { errno: numbers[code] ?? -1, code, syscall, ...more });
}

const numbers: Readonly<Record<string, number>> = {
  EPERM: -1,
  EIO: -5,
  EACCES: -13,
  EEXIST: -17,
  ENOTEMPTY: -39,
  ECONNRESET: -104,
  ECONNREFUSED: -111,
};

/** A file outside of the project: told, for no probe would see it. */
export function refusedFile(workshop: Workshop, what: string, path: string): NodeJS.ErrnoException {
  workshop.unobserved(`${what} ${path}`);
  return systemError("EACCES", "permission denied", what, path);
}
