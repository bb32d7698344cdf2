import type { Session } from "../brokers/broker.ts";
import type { Action, Observed, Plan, Resource, Setting } from "../model/delivery.ts";
import { ToolError } from "../tool.ts";
import { claimsOf, type Desired } from "./plan.ts";

/** One step as the journal keeps it. */
export interface Step {
  readonly resource: string;
  readonly action: Action["action"];
  state: "doing" | "done" | "failed" | "undone" | "left";
}

export interface Applied {
  readonly steps: readonly Step[];
  readonly changed: number;
}

/**
 * Carries a plan out in its order: dead letter, rungs, source, wiring. Repeatable. When a step fails, what this run created and
 * is still empty is taken back, what it changed is set back, and the error says what was left. `note` is called before and after
 * each step with all of them.
 */
export async function applyPlan(
  plan: Plan,
  desired: readonly Desired[],
  session: Session,
  mark: string,
  note: (steps: readonly Step[]) => void,
): Promise<Applied> {
  const conflict = plan.actions.find(({ action }) => action === "conflict");
  if (conflict)
    throw new ToolError(
      "INVALID_INPUT",
      `${conflict.resource}: ${conflict.reason}`,
      "Nothing was changed.",
      "Resolve the conflict, or give the dead letter another name in the settings, and plan again.",
    );
  const resources = new Map(claimsOf(desired).map(({ resource }) => [resource.id, resource]));
  const before = new Map((await session.observe([...resources.values()])).map((each) => [each.id, each]));
  const todo = plan.actions.filter(({ action }) => action === "create" || action === "update");
  const steps = todo.map(({ resource, action }): Step => ({ resource, action, state: "doing" }));
  const done: Step[] = [];
  for (const step of steps) {
    const resource = resources.get(step.resource)!;
    note([...done, step]);
    try {
      if (step.action === "create") await session.create(resource, mark);
      else await session.update(resource, { ...before.get(resource.id)?.config, ...changesOf(plan, step) });
    } catch (error) {
      step.state = "failed";
      await rollBack(done, { session, mark, resources, before });
      note([...done, step]);
      throw failed(error, step, done);
    }
    step.state = "done";
    done.push(step);
    note(done);
  }
  return { steps: done, changed: done.length };
}

/** Nothing but these: where more is fine as well, more stays. */
function changesOf({ actions }: Plan, { resource }: Step): Record<string, Setting> {
  const changes = actions.find((action) => action.resource === resource)?.changes ?? [];
  return Object.fromEntries(changes.map(({ key, to }) => [key, to]));
}

interface World {
  readonly session: Session;
  readonly mark: string;
  readonly resources: ReadonlyMap<string, Resource>;
  readonly before: ReadonlyMap<string, Observed>;
}

async function rollBack(done: readonly Step[], { session, mark, resources, before }: World): Promise<void> {
  for (const step of [...done].reverse()) {
    const resource = resources.get(step.resource)!;
    try {
      if (step.action === "create") step.state = (await session.remove(resource, mark)) ? "undone" : "left";
      else {
        await session.update(resource, before.get(resource.id)!.config);
        step.state = "undone";
      }
    } catch {
      step.state = "left";
    }
  }
}

function failed(error: unknown, step: Step, done: readonly Step[]): unknown {
  if (!(error instanceof ToolError)) return error;
  const left = done.filter(({ state }) => state === "left").map(({ resource }) => resource);
  const rest = left.length === 0 ? "What this run had made was taken back." : `Left in place, for it is in use: ${left.join(", ")}.`;
  return new ToolError(error.code, `${step.action} ${step.resource}: ${error.message}`, `${error.why} ${rest}`, error.retry.how);
}
