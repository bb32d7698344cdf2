import { oneLine } from "../model/texts.ts";
import type { Flow, FlowNode } from "./flow.ts";

/** Renderers stop at 500 edges and 50,000 characters by default: https://mermaid.js.org/config/schema-docs/config.html */
const maxEdges = 450;
const maxLabel = 60;
export const maxNodesInOneMap = 100;

const shape: Record<FlowNode["kind"], [open: string, close: string]> = {
  service: ["[", "]"],
  channel: ["([", "])"],
  consumer: ["[/", "/]"],
};
const prefix: Record<FlowNode["kind"], string> = { service: "s", channel: "c", consumer: "h" };

/** The flow map as Mermaid text. Ids are generated, labels escaped; a gap is a dashed edge with words on it, never a colour alone. */
export function mermaid(flow: Flow): string {
  const edges = flow.edges.slice(0, maxEdges);
  const used = new Set(edges.flatMap(({ from, to }) => [from, to]));
  const nodes = flow.nodes.filter(({ key }) => used.has(key));
  const ids = new Map(nodes.map(({ key, kind }, index) => [key, `${prefix[kind]}${index}`]));
  const lines = nodes.map(({ key, kind, label }) => `  ${ids.get(key)}${shape[kind][0]}"${escaped(label)}"${shape[kind][1]}`);
  for (const { from, to, label, gap } of edges) {
    const words = label === "" ? "" : `|"${escaped(label)}"|`;
    lines.push(`  ${ids.get(from)} ${gap ? "-.->" : "-->"}${words} ${ids.get(to)}`);
  }
  if (flow.edges.length > edges.length) lines.push(`  more["${flow.edges.length - edges.length} more connections are not drawn"]`);
  return `flowchart LR\n${lines.join("\n")}\n`;
}

/** Text inside quotes; what Mermaid, Markdown or HTML would read becomes an entity code. */
function escaped(text: string): string {
  const line = oneLine(text);
  const short = line.length > maxLabel ? `${line.slice(0, maxLabel - 1)}…` : line;
  return short.replaceAll(/[#"<>&`%\\|{}\s]/g, (sign) => (/\s/.test(sign) ? " " : `#${sign.charCodeAt(0)};`));
}
