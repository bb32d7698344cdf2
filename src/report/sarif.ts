import type { Finding, Severity } from "../model/finding.ts";
import { fingerprints, type LineText } from "./fingerprint.ts";

const level: Record<Severity, string> = { error: "error", warning: "warning", info: "note" };

/** GitHub keeps that many results of a run: https://docs.github.com/en/code-security/code-scanning/integrating-with-code-scanning/sarif-support-for-code-scanning */
const maxResults = 25_000;

/** SARIF 2.1.0: https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html */
export function sarif(findings: readonly Finding[], tool: { version: string; lineText: LineText }): string {
  const prints = fingerprints(findings, tool.lineText);
  const shown = findings.slice(0, maxResults);
  const rules = [...new Set(shown.map(({ rule }) => rule))].sort();
  const run = {
    tool: {
      driver: { name: "godmode-event", version: tool.version, rules: rules.map((id) => ({ id, shortDescription: { text: title(id) } })) },
    },
    results: shown.map((finding, index) => ({
      ruleId: finding.rule,
      ruleIndex: rules.indexOf(finding.rule),
      level: level[finding.severity],
      message: { text: `${finding.message}\nFix: ${finding.fix}` },
      locations: [location(finding.file, finding.line, finding.column)],
      ...(finding.evidence.length > 0 && {
        relatedLocations: finding.evidence
          .slice(0, 100)
          .map(({ file, line, what }) => ({ ...location(file, line), message: { text: what } })),
      }),
      partialFingerprints: { primaryLocationLineHash: prints[index]! },
    })),
    columnKind: "utf16CodeUnits",
  };
  return `${JSON.stringify({ $schema: "https://json.schemastore.org/sarif-2.1.0.json", version: "2.1.0", runs: [run] }, null, 2)}\n`;
}

function location(file: string, startLine: number, startColumn?: number) {
  const uri = file.split("/").map(encodeURIComponent).join("/");
  return { physicalLocation: { artifactLocation: { uri }, region: { startLine, ...(startColumn !== undefined && { startColumn }) } } };
}

/** CONSUMER_WITHOUT_DEAD_LETTER: Consumer without dead letter. */
function title(id: string): string {
  const words = id.toLowerCase().replaceAll("_", " ");
  return words.charAt(0).toUpperCase() + words.slice(1);
}
