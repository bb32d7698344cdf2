import type { NextCall } from "../model/answer.ts";
import { handedOver } from "../model/handed-over.ts";
import type { Consumer } from "../model/system.ts";
import type { AssessedDomain } from "./assessment.ts";
import { channelsOf } from "./events.ts";
import type { Doubt, Facts } from "./facts.ts";

/** Files that are loaded as they are; others need a runner, which settings name. */
const loadable = /\.[cm]?[jt]sx?$/;

/** The runs that a consumer still lacks and that can be made here: its dead letter first, for that may change its code. */
export function proofCalls(domains: readonly AssessedDomain[], facts: Facts): NextCall[] {
  const consumers = domains.flatMap(({ view }) => view.consumers);
  return [
    ...consumers.filter((consumer) => lacksDeadLetter(consumer, facts)).flatMap((consumer) => call("configure-dlq", consumer, facts)),
    ...consumers.filter(({ id }) => !facts.proofs.idempotency.has(id)).flatMap((consumer) => call("verify-idempotency", consumer, facts)),
  ];
}

/** Where reading denies it the edit comes first; where its channel is not known there is nothing to configure. */
function lacksDeadLetter(consumer: Consumer, { proofs }: Facts): boolean {
  return consumer.dlq !== "false" && channelsOf(consumer).length > 0 && !proofs.deadLetter.has(consumer.id);
}

const questions = {
  "configure-dlq": ["deadLetter", "a failing event ends in its dead letter"],
  "verify-idempotency": ["idempotency", "a duplicate changes nothing"],
} as const;

function call(tool: keyof typeof questions, consumer: Consumer, facts: Facts): NextCall[] {
  const [matter, claim] = questions[tool];
  const doubt = facts.doubts[matter].get(consumer.id);
  // What could not be told yesterday cannot be told today, until something that the run depended on changes.
  if (doubt?.state === "inconclusive" || whyNotRun(consumer, facts) !== undefined) return [];
  const why = `${doubt === undefined ? "No run has shown" : `It is not shown any more`} that ${claim} (${consumer.file}:${consumer.line})${doubt === undefined ? "" : `: ${doubt.why}`}.`;
  return [{ tool, args: { consumer: consumer.id }, why }];
}

/** Why a consumer cannot be run here; undefined where it can be tried. */
function whyNotRun({ id, file, broker, handler }: Consumer, { settings, cannotRun }: Facts): string | undefined {
  if (cannotRun !== undefined) return cannotRun;
  const stated = settings.consumers?.[id]?.handler ?? (handler?.includes("#") === true ? handler : undefined);
  if (!loadable.test((stated ?? file).split("#")[0]!)) return `Code such as ${file} is not run here.`;
  if (stated !== undefined || handedOver.has(broker)) return undefined;
  return `Which function takes its events cannot be told: name it as "consumers": {${JSON.stringify(id)}: {"handler": "file#export"}} in .godmode/event.json.`;
}

/** What people have to show, because no run can, or because the run could not tell. */
export function unprovenTexts(consumer: Consumer, facts: Facts): string[] {
  const { id, dlq } = consumer;
  const { proofs, doubts } = facts;
  const lacking = [
    ...(dlq === "true" && !proofs.deadLetter.has(id) ? (["configure-dlq"] as const) : []),
    ...(proofs.idempotency.has(id) ? [] : (["verify-idempotency"] as const)),
  ];
  const why = whyNotRun(consumer, facts);
  if (why !== undefined && lacking.length > 0) {
    const claims = lacking.map((tool) => questions[tool][1]);
    return [`Not proven: that ${claims.join(", and that ")}. ${why} Test this consumer with such events.`];
  }
  return lacking.flatMap((tool) => {
    const [matter, claim] = questions[tool];
    const doubt: Doubt | undefined = doubts[matter].get(id);
    return doubt?.state === "inconclusive"
      ? [`${tool} could not tell whether ${claim}: ${ended(doubt.why)} Mend that, and call it again.`]
      : [];
  });
}

const ended = (text: string) => (/[.!?]$/.test(text) ? text : `${text}.`);
