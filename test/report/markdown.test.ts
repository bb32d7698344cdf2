import { describe, expect, it } from "vitest";
import { assess } from "../../src/loop/assessment.ts";
import { todosOf } from "../../src/loop/next.ts";
import { flowOf } from "../../src/report/flow.ts";
import { markdown } from "../../src/report/markdown.ts";
import { mermaid } from "../../src/report/mermaid.ts";
import { consumer, facts, producer, systemMap } from "../loop/system.ts";
import type { Facts } from "../../src/loop/facts.ts";

const name = (path: string) => path;

describe("mermaid", () => {
  const flow = flowOf({
    producers: [producer()],
    consumers: [consumer({ dlq: "false" }), consumer({ id: "b", dlq: "true", group: "audit" })],
    serviceName: name,
  });

  it("draws services, channels and consumers; a gap is dashed and says so in words", () => {
    expect(mermaid(flow)).toBe(`flowchart LR
  c0(["kafka: orders"])
  h1[/"billing: audit"/]
  h2[/"billing: billing/read.ts:12"/]
  s3["orders"]
  c0 -->|"DLQ declared"| h1
  c0 -.->|"no DLQ"| h2
  s3 -->|"OrderPlaced"| c0
`);
  });

  it("does not depend on the order of its input", () => {
    const [a, b] = [producer(), producer({ id: "z", channel: "payments", service: "billing" })];
    expect(mermaid(flowOf({ producers: [b, a], consumers: [], serviceName: name }))).toBe(
      mermaid(flowOf({ producers: [a, b], consumers: [], serviceName: name })),
    );
  });

  it("lets no name out of its quotes", () => {
    const evil = 'x"] --> y["`end` %%{init}%% <b>&#1;';
    const text = mermaid(flowOf({ producers: [producer({ channel: evil, eventType: evil })], consumers: [], serviceName: () => evil }));
    for (const quoted of text.split("\n").slice(1, -1)) expect(quoted.split('"')).toHaveLength(3);
    expect(text).not.toMatch(/[<>`](?!\|)(?!--)|%%|\{init/);
  });

  it("stops before renderers do", () => {
    const many = Array.from({ length: 600 }, (_, index) => producer({ channel: `topic-${String(index).padStart(4, "0")}` }));
    const text = mermaid(flowOf({ producers: many, consumers: [], serviceName: name }));
    expect(text.match(/-->/g)).toHaveLength(450);
    expect(text).toContain("150 more connections are not drawn");
    expect(text.length).toBeLessThan(50_000);
  });
});

function reportOf(input: Facts): string {
  const assessment = assess(input);
  const domains = assessment.domains.map(({ view, ...judged }) => ({ ...judged, producers: view.producers, consumers: view.consumers }));
  return markdown({
    system: assessment.system,
    map: input.map,
    domains,
    eventTypes: 1,
    findings: assessment.findings,
    todo: todosOf(assessment, input),
    log: ["2026-01-01T00:00:00.000Z\tkafka\t1\tno\tunknown\tDISCARD"],
  });
}

describe("markdown", () => {
  it("has banner, flow, table, findings, steps and log", () => {
    const text = reportOf(facts({ map: systemMap({ producers: [producer()], consumers: [consumer({ dlq: "false" })] }) }));
    for (const part of [
      "# Events of shop",
      "```mermaid\nflowchart LR",
      "## billing-service: DISCARD",
      "| 4 | DLQ on all consumers | ❌ fail |",
      "## Findings",
      "`billing/read.ts:12`",
      "## To do by hand",
      "## Log",
    ])
      expect(text).toContain(part);
  });

  it("takes names as text", () => {
    const text = reportOf(facts({ map: systemMap({ repo: "x/<img src=x>", warnings: ["a|b <script>: skipped, `x` @someone"] }) }));
    expect(text).not.toContain("<script>");
    expect(text).not.toContain("<img");
    expect(text).toContain("No events were found.");
    expect(text).not.toContain("@someone");
  });

  it("draws one map a domain where the whole is too large", () => {
    const many = Array.from({ length: 120 }, (_, index) =>
      producer({ channel: `t${index}`, eventType: `E${index}`, service: index % 2 === 0 ? "orders" : "billing" }),
    );
    expect(reportOf(facts({ map: systemMap({ producers: many }) })).match(/```mermaid/g)).toHaveLength(2);
  });
});
