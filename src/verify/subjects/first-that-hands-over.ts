import type { Opening, Subject } from "../subject.ts";

/** A consumer whose own file only defines it: of the files that may start it, the first that makes it hand over its handler. */
export function firstThatHandsOver(file: string, entries: readonly string[], make: (file: string) => Subject): Subject {
  let subject = make(file);

  async function open(): Promise<Opening> {
    const own = await subject.open();
    if (!handsOverNothing(own)) return own;
    const tried: string[] = [];
    for (const entry of entries) {
      await subject.close();
      subject = make(entry);
      const opening = await openOf(subject);
      if ("opened" in opening) {
        const assumption = `${entry} starts the consumer of ${file}.`;
        return { opened: { ...opening.opened, assumptions: [...(opening.opened.assumptions ?? []), assumption] } };
      }
      tried.push(`${entry}: ${opening.problem.message}`);
    }
    const name = "Name the file that starts it as `handler` under `consumers` in .godmode/event.json";
    const message = [own.problem.message, ...tried, name].join(". ");
    return { problem: { kind: "no-export", message } };
  }

  return { open, play: (play) => subject.play(play), close: () => subject.close() };
}

function handsOverNothing(opening: Opening): opening is Extract<Opening, { problem: unknown }> {
  return "problem" in opening && opening.problem.kind === "no-export";
}

/** What cannot be loaded by Node alone is a reason among others here. */
async function openOf(subject: Subject): Promise<Opening> {
  try {
    return await subject.open();
  } catch (error) {
    if ((error as { code?: unknown }).code !== "UNSUPPORTED") throw error;
    return { problem: { kind: "unsupported-syntax", message: (error as Error).message } };
  }
}
