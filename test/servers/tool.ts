/** A program that tests use as it is: it runs once and ends. */
export interface Tool {
  readonly name: string;
  /** What is missing on this machine and the command that brings it; undefined: it is there. Quick. */
  readonly missing: () => string | undefined;
  /** Fetches it. Repeatable. */
  readonly install: () => Promise<void>;
}

/** Can tests have it? A machine that must test everything fails without; another one says what it leaves out. */
export function hasTool({ name, missing }: Tool): boolean {
  const lacks = missing();
  if (lacks === undefined) return true;
  if (process.env["CI"] === "true") throw new Error(`No ${name}: ${lacks}`);
  console.warn(`NOT TESTED: no ${name}: ${lacks}`);
  return false;
}
