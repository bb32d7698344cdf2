import type { Workshop } from "./gate.ts";

/** An error of the operating system, as Node words it. */
export function systemError(code: string, text: string, syscall: string, path?: string): NodeJS.ErrnoException {
  const where = path === undefined ? "" : ` '${path}'`;
  return Object.assign(new Error(`${code}: ${text}, ${syscall}${where}`), { errno: numbers[code] ?? -1, code, syscall, ...(path !== undefined && { path }) });
}

const numbers: Readonly<Record<string, number>> = { EPERM: -1, EIO: -5, EACCES: -13, ENOTEMPTY: -39, ECONNRESET: -104, ECONNREFUSED: -111 };

/** A file outside of the project: told, for no probe would see it. */
export function refusedFile(workshop: Workshop, what: string, path: string): NodeJS.ErrnoException {
  workshop.unobserved(`${what} ${path}`);
  return systemError("EACCES", "permission denied", what, path);
}
