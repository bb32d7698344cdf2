import type { Finding } from "../model/finding.ts";

export interface Example {
  finding: Finding;
  /** How many more of its rule are not shown; told with the last example of the rule. */
  more: number;
}

// An example of every rule comes before the second of any; what is merely worth knowing comes after the second.
const first = { error: 0, warning: 1, info: 5 };
const step = 3;

/** The most harmful findings, an example for each rule first, in the order of `findings` with those of one rule together. */
export function mostUseful(findings: readonly Finding[], limit: number): Example[] {
  const groups = new Map<string, Finding[]>();
  for (const finding of findings) groups.set(finding.rule, [...(groups.get(finding.rule) ?? []), finding]);
  const ranked = [...groups.values()].flatMap((group, index) =>
    group.map((finding, turn) => ({ finding, index, cost: first[finding.severity] + step * turn })),
  );
  const chosen = ranked
    .sort((a, b) => a.cost - b.cost || a.index - b.index)
    .slice(0, limit)
    .sort((a, b) => a.index - b.index);
  return chosen.map(({ finding, index }, at) => {
    const isLast = chosen[at + 1]?.index !== index;
    const shown = chosen.filter((other) => other.index === index).length;
    return { finding, more: isLast ? groups.get(finding.rule)!.length - shown : 0 };
  });
}
