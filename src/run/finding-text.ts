import type { Finding } from "../model/finding.ts";
import type { Style } from "./output.ts";

/** Findings for people: place, reason and fix, three lines each. */
export function findingText(findings: readonly Finding[], style: Style, indent = ""): string {
  return findings
    .map((finding) =>
      one(finding, style)
        .map((line) => `${indent}${line}\n`)
        .join(""),
    )
    .join("");
}

function one({ severity, rule, against, file, line, column, message, fix }: Finding, style: Style): string[] {
  const paint = { error: style.red, warning: style.yellow, info: style.cyan }[severity];
  const place = `${file}:${line}${column > 1 ? `:${column}` : ""}`;
  return [
    `${paint(severity)}  ${style.bold(place)}  ${style.dim(against === undefined ? rule : `${rule}, against ${against}`)}`,
    `  ${message}`,
    ...(fix === "" ? [] : [`  ${style.green("fix:")} ${fix}`]),
  ];
}
