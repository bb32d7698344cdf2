import type { SystemMap } from "../../model/system.ts";
import type { ToolContext } from "../../tool.ts";
import { ToolError } from "../../tool.ts";
import type { Depends } from "../../workspace/digests.ts";
import { readSamples, type Sample } from "./samples.ts";
import type { Target } from "./target.ts";

/** There is nothing to play: neither the call, nor the settings, nor a schema gives events. */
export class NoSamples extends ToolError {
  constructor(id: string, why: string) {
    super(
      "NOT_FOUND",
      `There are no events to play to ${id}: ${why}`,
      "A consumer is checked by the events that it handles.",
      "Give samples: a JSON file with at least six events of two keys.",
    );
  }
}

export interface FoundSamples {
  readonly samples: readonly Sample[];
  readonly source: Pick<Depends, "samples" | "schemas">;
}

/** The call's samples, else those of the settings, else events made from the schema of the consumer's event type. */
export async function findSamples(
  context: ToolContext,
  { id, how, detected }: Target,
  map: SystemMap,
  given: string | readonly unknown[] | undefined,
): Promise<FoundSamples> {
  const named = given ?? how.samples;
  if (named !== undefined) {
    const samples = readSamples(context.root, named);
    const [first] = [named].flat();
    return { samples, source: typeof first === "string" ? { samples: first } : {} };
  }
  const types = [detected?.eventType ?? [], detected?.eventTypes ?? []].flat();
  throw new NoSamples(id, `no samples are named, and no schema is known for ${types.join(", ") || "what it handles"}.`);
}
