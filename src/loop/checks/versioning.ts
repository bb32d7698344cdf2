import type { Finding } from "../../model/finding.ts";
import type { DomainView } from "../domains.ts";
import { type EventView, labelOf } from "../events.ts";
import type { SchemaState } from "../facts.ts";
import type { Judgement } from "../judgement.ts";
import { everyEvent } from "./every-event.ts";

/** Row 3: each subject has a history, a compatibility mode that its newest version meets, and a version that moves with it. */
export function versioning(domain: DomainView): Judgement[] {
  return everyEvent(domain, judgeEvent);
}

function judgeEvent(event: EventView): Judgement {
  const { name, schema } = event;
  const about = labelOf(event);
  if (schema === undefined) return { status: "fail", about, why: "without a schema it has no versions" };
  if (schema.error) return { status: "unknown", about, why: "its schema cannot be read" };
  const { compatibility, registration } = schema;
  const findings = compatibility.findings;
  if (compatibility.state === "breaks") {
    const { rule, file, line } = findings.find(({ severity }) => severity === "error") ?? {
      rule: "the mode",
      file: schema.file,
      line: schema.line,
    };
    return { status: "fail", about, why: `it breaks ${compatibility.mode} (${rule} at ${file}:${line})`, findings };
  }
  if (registration.state === "unseen") return { status: "unknown", about, why: registration.why, findings };
  if (registration.state === "unregistered") {
    return {
      status: "fail",
      about,
      why: unregisteredWhy(registration.latest),
      findings: [
        ...findings,
        ...(schema.unmovedVersion === undefined ? [unregistered(name, schema, registration.latest)] : [unmoved(name, schema)]),
      ],
    };
  }
  if (schema.unmovedVersion !== undefined)
    return {
      status: "fail",
      about,
      why: `it changed, and its event_version is still ${schema.unmovedVersion}`,
      findings: [...findings, unmoved(name, schema)],
    };
  if (compatibility.state === "unknown") return { status: "unknown", about, why: compatibility.why, findings };
  return { status: "pass", about, why: `version ${registration.version}, ${compatibility.mode}`, findings };
}

function unmoved(at: string, { file, line, unmovedVersion: stated }: SchemaState): Finding {
  return {
    rule: "EVENT_VERSION_UNMOVED",
    severity: "warning",
    at,
    file,
    line,
    column: 1,
    message: `${at} differs from its registered version and still states event_version ${stated}: consumers cannot tell the two apart.`,
    fix: "Raise the minor number for an additive change; a breaking one needs a new event type.",
    evidence: [],
  };
}

function unregisteredWhy(latest: number | undefined): string {
  return latest === undefined ? "its schema has no registered version" : `its schema differs from registered version ${latest}`;
}

function unregistered(about: string, schema: SchemaState, latest: number | undefined): Finding {
  return {
    rule: "SCHEMA_UNREGISTERED",
    severity: "warning",
    at: about,
    file: schema.file,
    line: schema.line,
    column: 1,
    message: `${about}: ${unregisteredWhy(latest)}, so later changes are compared with nothing.`,
    fix: `Register it: register-schema with subject ${about} and path ${schema.file}.`,
    evidence: [],
  };
}
