import { mapTexts, oneLine } from "../model/texts.ts";
import { githubAnnotations } from "../report/github.ts";
import { junit } from "../report/junit.ts";
import { sarif } from "../report/sarif.ts";
import type { CheckResult } from "./check-result.ts";
import { checkText, noNewFindings } from "./check-text.ts";
import type { Style } from "./output.ts";

interface Wish {
  form: "human" | "json" | "sarif" | "github" | "junit";
  all: boolean;
  version: string;
  style: Style;
}

export function checkOutput(result: CheckResult, { form, all, version, style }: Wish): string {
  if (form === "sarif") return sarif(result.findings, { version, lineText: result.lineText });
  if (form === "junit") {
    const failing = result.findings.filter(({ severity }) => severity === "error");
    return junit(result.domains, failing);
  }
  if (form === "json") return `${JSON.stringify(published(result), null, 2)}\n`;
  const shown = mapTexts(result, oneLine);
  if (form === "github")
    return `${githubAnnotations(shown.findings)}${noNewFindings(shown)}${shown.domains.map(({ closingLine }) => `${closingLine}\n`).join("")}`;
  return checkText(shown, { all, style });
}

/** The result as data. */
function published({ status, summary, system, next, domains, findings, passedOver, todo, unseen, map, eventTypes }: CheckResult) {
  return {
    status,
    summary,
    next,
    system,
    domains: domains.map(({ view: _view, rows, ...domain }) => ({ ...domain, rows: rows.map(({ findings: _findings, ...row }) => row) })),
    findings,
    passedOver,
    todo,
    unseen,
    map: {
      brokers: map.brokers.map(({ kind, name }) => name ?? kind),
      channels: map.channels.length,
      producers: map.producers.length,
      consumers: map.consumers.length,
      schemas: map.schemas.length,
      eventTypes,
      notRead: map.notRead,
      questions: map.questions,
      warnings: map.warnings,
    },
  };
}
