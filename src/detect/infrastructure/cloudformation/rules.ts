import { at, items, text } from "../../../workspace/config.ts";
import type { Fact } from "../../fact.ts";
import type { Repository } from "../../infrastructure-format.ts";
import { eventSource } from "./event-sources.ts";
import { lambdaOf } from "./functions.ts";
import { resolveTarget, type Template } from "./template.ts";

/** Event rules with function targets, and topics that invoke functions. */
export function* ruleFacts(template: Template, repository: Repository): Generator<Fact> {
  for (const { type, properties, typeLine, id } of template.resources.values()) {
    const anchor = { line: typeLine, value: null };
    if (type === "AWS::Events::Rule" && at(properties, "EventPattern") !== undefined) {
      for (const target of items(at(properties, "Targets"))) {
        const lambda = lambdaOf(template, at(target, "Arn"), repository);
        if (lambda !== undefined) yield* eventSource(template, lambda, "EventBridgeRule", anchor, properties, id);
      }
    }
    if (type === "AWS::SNS::Subscription" && text(at(properties, "Protocol")) === "lambda") {
      const lambda = lambdaOf(template, at(properties, "Endpoint"), repository);
      const topic = at(properties, "TopicArn");
      const given = topic === undefined ? undefined : { line: typeLine, value: new Map([["Topic", topic]]) };
      if (lambda !== undefined) yield* eventSource(template, lambda, "SNS", anchor, given, id);
    }
    const redrive = type === "AWS::SNS::Subscription" ? at(properties, "RedrivePolicy") : undefined;
    if (redrive !== undefined) {
      const target = resolveTarget(template, at(redrive, "deadLetterTargetArn"));
      yield {
        fact: "dead-letter",
        file: template.path,
        line: redrive.keyLine ?? redrive.line,
        kind: "sns-redrive",
        channel: target.resource?.id ?? target.literal ?? null,
        source: id,
      };
    }
  }
}
