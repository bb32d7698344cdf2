import { at, type ConfigNode, text } from "../../../workspace/config.ts";

const maxDepth = 30;

/** Variables of a Serverless file, as far as it defines them itself: https://www.serverless.com/framework/docs/guides/variables */
export function expandVariables(root: ConfigNode, openFile: (path: string) => ConfigNode | undefined): ConfigNode {
  let budget = 50_000;

  function expand(node: ConfigNode, depth: number): ConfigNode {
    if (depth > maxDepth || --budget < 0) return node;
    const { value } = node;
    if (Array.isArray(value)) return { ...node, value: (value as readonly ConfigNode[]).map((item) => expand(item, depth + 1)) };
    if (value instanceof Map)
      return {
        ...node,
        value: new Map([...(value as ReadonlyMap<string, ConfigNode>)].map(([key, item]) => [key, expand(item, depth + 1)])),
      };
    if (typeof value !== "string" || !value.includes("${")) return node;
    const whole = /^\$\{([^${}]+)\}$/.exec(value)?.[1];
    const target = whole === undefined ? undefined : lookUp(whole);
    if (target !== undefined && typeof target.value === "object") return { ...expand(target, depth + 1), ...place(node) };
    return { ...node, value: value.replaceAll(/\$\{([^${}]+)\}/g, (kept, expression: string) => scalar(expression, depth) ?? kept) };
  }

  function scalar(expression: string, depth: number): string | undefined {
    const parts = expression.split(",").map((part) => part.trim());
    for (const part of parts) {
      const literal = /^(['"])(.*)\1$/.exec(part)?.[2];
      if (literal !== undefined) return literal;
      const found = lookUp(part);
      const value = found && text(expand(found, depth + 1));
      if (value !== undefined) return value;
    }
    const variable = /^env:(\w+)$/.exec(parts[0]!)?.[1];
    return variable !== undefined ? `\${${variable}}` : /^(sls|opt):stage$/.test(parts[0]!) ? "dev" : undefined;
  }

  function lookUp(expression: string): ConfigNode | undefined {
    const own = /^self:([\w.-]+)$/.exec(expression)?.[1];
    if (own !== undefined) return at(root, ...own.split("."));
    const file = /^file\(([^()]+)\)(?::([\w.-]+))?$/.exec(expression);
    return file ? at(openFile(file[1]!), ...(file[2]?.split(".") ?? [])) : undefined;
  }

  return expand(root, 0);
}

function place({ line, keyLine }: ConfigNode): Pick<ConfigNode, "line" | "keyLine"> {
  return keyLine === undefined ? { line } : { line, keyLine };
}
