import type { Analysis } from "./analysis.ts";
import { selectFirst } from "./resolve/select.ts";
import type { Use } from "./uses.ts";

/** Keys of headers that carry the id of a flow: https://www.w3.org/TR/trace-context/ */
const header = /^(x-)?correlation[-_]?id$|^traceparent$/i;

/** Does the call visibly set a correlation id, as a property of its own or among its headers? False says only that none was seen. */
export function setsCorrelationId({ sighting, frame }: Use, { tracer }: Analysis): boolean {
  const { rule, call, receiver } = sighting;
  const select = (selector: string) =>
    selectFirst([selector], { node: call.node, frame }, receiver, tracer).filter(({ missing }) => !missing);
  return (rule.correlationId ?? []).some((selector) => {
    const found = select(selector);
    if (found.length === 0) return false;
    if (/correlation_?id$/i.test(selector)) return true;
    // One message with the header says nothing of another without headers.
    const carriers = selector.includes("/") ? select(selector.slice(0, selector.lastIndexOf("/"))).length : 1;
    const headers = found.flatMap((ref) => tracer.trace(ref));
    return (
      found.length >= carriers &&
      headers.length > 0 &&
      headers.every(({ node }) => node.kind === "object" && node.entries.some(({ key }) => key !== undefined && header.test(key)))
    );
  });
}
