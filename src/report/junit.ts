import type { Finding } from "../model/finding.ts";
import type { Row } from "../model/verdict.ts";

export interface JudgedDomain {
  domain: string;
  verdict: string;
  rows: readonly Row[];
}

/** One suite a domain with a case for each row (unknown is skipped, with the reason), and one with the findings that fail. */
export function junit(domains: readonly JudgedDomain[], failing: readonly Finding[]): string {
  const suites = domains.map(({ domain, verdict, rows }) =>
    suite(
      domain,
      rows.map((row) => ({ name: `${row.row} ${row.title}`, ...outcome(row) })),
      `Verdict: ${verdict}`,
    ),
  );
  if (failing.length > 0) {
    const cases = failing.map((finding) => ({
      name: `${finding.rule} ${finding.file}:${finding.line}`,
      failure: `${finding.message}\nFix: ${finding.fix}`,
    }));
    suites.push(suite("findings", cases, ""));
  }
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="godmode-event">\n${suites.join("")}</testsuites>\n`;
}

interface Case {
  name: string;
  failure?: string;
  skipped?: string;
}

function outcome({ status, why }: Row): Omit<Case, "name"> {
  return status === "fail" ? { failure: why } : status === "unknown" ? { skipped: why } : {};
}

function suite(name: string, cases: readonly Case[], output: string): string {
  const failures = cases.filter(({ failure }) => failure !== undefined).length;
  const skipped = cases.filter(({ skipped }) => skipped !== undefined).length;
  const body = cases.map(({ name: title, failure, skipped: reason }) => {
    const open = `    <testcase classname="${xml(name)}" name="${xml(title)}"`;
    if (failure !== undefined) return `${open}><failure message="${xml(failure)}"/></testcase>\n`;
    return reason === undefined ? `${open}/>\n` : `${open}><skipped message="${xml(reason)}"/></testcase>\n`;
  });
  const said = output === "" ? "" : `    <system-out>${xml(output)}</system-out>\n`;
  return `  <testsuite name="${xml(name)}" tests="${cases.length}" failures="${failures}" skipped="${skipped}">\n${body.join("")}${said}  </testsuite>\n`;
}

// What XML 1.0 cannot hold: https://www.w3.org/TR/xml/#charsets
const forbidden = new RegExp(
  String.raw`[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]|[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]`,
  "g",
);

function xml(text: string): string {
  return text
    .replaceAll(forbidden, "\uFFFD")
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;")
    .replaceAll("\n", "&#10;")
    .replaceAll("\t", "&#9;")
    .replaceAll("\r", "&#13;");
}
