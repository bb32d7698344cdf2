import type { Finding, Severity } from "../model/finding.ts";

const command: Record<Severity, string> = { error: "error", warning: "warning", info: "notice" };

/** Workflow annotations: https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands */
export function githubAnnotations(findings: readonly Finding[]): string {
  return findings
    .map(({ severity, rule, file, line, column, message, fix }) => {
      const place = `file=${property(file)},line=${line},col=${column},title=${property(rule)}`;
      return `::${command[severity]} ${place}::${data(`${message} Fix: ${fix}`)}\n`;
    })
    .join("");
}

function data(text: string): string {
  return text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}

function property(text: string): string {
  return data(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
}
