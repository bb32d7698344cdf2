import { read, type Analysis } from "../analysis.ts";
import type { Detector } from "../../detector.ts";
import type { Sighting } from "../sightings.ts";
import { textOf, type CallNode } from "../syntax/node.ts";
import { readChannel } from "../uses.ts";
import type { Step } from "./reach.ts";
import { deadLetterName, isIdle } from "./words.ts";

/** What a step of a handler means for delivery. */
export type Happening = Step &
  (
    | { kind: "acknowledge" }
    | { kind: "reject"; requeue: boolean | undefined }
    | { kind: "produce"; sighting: Sighting; deadLetter: boolean; channels: string[] }
    | { kind: "work" }
    | { kind: "idle" }
  );

export function happenings(steps: readonly Step[], detector: Detector | undefined, analysis: Analysis): Happening[] {
  return steps.map((step) => (step.node.kind === "call" ? classify(step, step.node, detector, analysis) : { ...step, kind: "idle" }));
}

function classify(step: Step, node: CallNode, detector: Detector | undefined, analysis: Analysis): Happening {
  for (const { detector: owner, keys, receiver } of analysis.types.keysOf({ node, frame: step.frame })) {
    const key = keys.find((each) => Object.hasOwn(owner.calls, each));
    if (key === undefined) continue;
    const rule = owner.calls[key]!;
    const sighting: Sighting = { detector: owner, rule, key, call: { node, frame: step.frame }, ...(receiver && { receiver }) };
    if (rule.does === "acknowledge") return { ...step, kind: "acknowledge" };
    if (rule.does === "reject") return { ...step, kind: "reject", requeue: requeueOf(sighting, analysis) };
    if (rule.does === "produce") {
      const { names, expression } = readChannel(sighting, analysis, step.frame);
      const deadLetter = names.length > 0 ? names.some((name) => deadLetterName.test(name)) : deadLetterName.test(expression ?? "");
      return { ...step, kind: "produce", sighting, deadLetter, channels: names };
    }
    return { ...step, kind: "idle" };
  }
  if (carriesCommand(node, step.frame, analysis)) return { ...step, kind: "idle" };
  const name = node.callee.kind === "member" ? node.callee.property : node.callee.kind === "name" ? node.callee.name : "";
  const messageMethods = detector?.messageMethods;
  if (node.callee.kind === "member" && messageMethods) {
    if (messageMethods.acknowledge.includes(name)) return { ...step, kind: "acknowledge" };
    if (messageMethods.discard.includes(name)) return { ...step, kind: "reject", requeue: false };
    if (messageMethods.reject.includes(name)) return { ...step, kind: "reject", requeue: requeueArgument(node) };
  }
  const receiver = node.callee.kind === "member" ? textOf(node.callee.object) : undefined;
  return { ...step, kind: step.enters || isIdle(receiver, name) ? "idle" : "work" };
}

/** `client.send(new SomeCommand(…))`: the command says what happens. */
function carriesCommand(node: CallNode, frame: Step["frame"], { types }: Analysis): boolean {
  const first = node.args[0]?.value;
  return (
    first?.kind === "call" &&
    first.isNew &&
    types.keysOf({ node: first, frame }).some(({ detector, keys }) => keys.some((key) => Object.hasOwn(detector.calls, key)))
  );
}

function requeueOf(sighting: Sighting, analysis: Analysis): boolean | undefined {
  const { rule, call } = sighting;
  if (!rule.requeue) return rule.requeueDefault;
  const value = literalOf(rule.requeue, call.node);
  if (value !== undefined) return value;
  const { expression } = read(rule.requeue, sighting, analysis);
  return expression === undefined ? rule.requeueDefault : undefined;
}

/** A boolean that stands in the call itself. */
export function literalOf(selectors: readonly string[], node: CallNode): boolean | undefined {
  for (const selector of selectors) {
    const [first, second] = selector.split("/");
    const plain = node.args.filter((each) => each.name === undefined);
    const start = /^\d+$/.test(first!) ? plain[Number(first)]?.value : node.args.find((each) => each.name === first)?.value;
    const value = second !== undefined && start?.kind === "object" ? start.entries.find((entry) => entry.key === second)?.value : start;
    if (value?.kind === "literal" && typeof value.value === "boolean") return value.value;
  }
  return undefined;
}

function requeueArgument(node: CallNode): boolean {
  return literalOf(["requeue", "2"], node) ?? true;
}
