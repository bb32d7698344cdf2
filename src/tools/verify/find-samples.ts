import { ToolError } from "../../tool.ts";
import type { Depends } from "../../workspace/digests.ts";
import { makeSamples } from "./make-samples.ts";
import type { KnownSystem } from "./open-consumer.ts";
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

/** The call's samples, else those of the settings, else events made from the schemas of what the consumer handles. */
export async function findSamples(
  root: string,
  target: Target,
  { map, settings }: KnownSystem,
  given: string | readonly unknown[] | undefined,
): Promise<FoundSamples> {
  const named = given ?? target.how.samples;
  if (named !== undefined) {
    const samples = readSamples(root, named);
    const [first] = [named].flat();
    return { samples, source: typeof first === "string" ? { samples: first } : {} };
  }
  const made = await makeSamples(root, target, map, settings);
  if ("problem" in made) throw new NoSamples(target.id, made.problem);
  return { samples: made.samples, source: { schemas: made.schemas } };
}
