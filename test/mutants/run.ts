import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { call } from "../../src/index.ts";
import { samples } from "./consumers.ts";

export interface Told {
  verdict: string;
  faultClass?: string | undefined;
  why: string;
}

/** What the tool says of one consumer, given as source text, in a folder of its own. */
export async function tell(source: string): Promise<Told> {
  const root = mkdtempSync(join(tmpdir(), "mutant-"));
  try {
    writeFileSync(join(root, "consumer.mjs"), source);
    writeFileSync(join(root, "samples.json"), JSON.stringify(samples));
    const name = source.includes("function handleBatch") ? "handleBatch" : "handle";
    const answer = await call("verify-idempotency", { root, samples: "samples.json", consumer: { handler: `consumer.mjs#${name}` } });
    return { verdict: answer.verdict, faultClass: answer.counterexample?.faultClass, why: answer.why };
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}

/** Runs `body` for each entry, so many at a time, results in order. */
export async function inParallel<T, R>(entries: readonly T[], width: number, body: (entry: T) => Promise<R>): Promise<R[]> {
  const results: R[] = [];
  let next = 0;
  const lane = async (): Promise<void> => {
    while (next < entries.length) {
      const index = next++;
      results[index] = await body(entries[index]!);
    }
  };
  await Promise.all(Array.from({ length: width }, lane));
  return results;
}
