import { table } from "../../../model/table.ts";
import { moduleOf, type Node } from "../syntax/node.ts";
import type { Tracer } from "./tracer.ts";

const words = (text: string) => text.match(/[A-Z]{2,}(?![a-z])|[A-Z]?[a-z]+|[A-Z]+|\d+/g) ?? [];
const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);
const lowered = (text: string, separator: string) =>
  words(text)
    .map((word) => word.toLowerCase())
    .join(separator);
const camel = (text: string) =>
  words(text)
    .map((word, index) => (index === 0 ? word.toLowerCase() : capital(word.toLowerCase())))
    .join("");

/** Functions over one string, by the names that lodash, change-case and the languages use. */
const functions = table<(text: string) => string>({
  snakeCase: (text) => lowered(text, "_"),
  snakecase: (text) => lowered(text, "_"),
  kebabCase: (text) => lowered(text, "-"),
  paramCase: (text) => lowered(text, "-"),
  dotCase: (text) => lowered(text, "."),
  constantCase: (text) => lowered(text, "_").toUpperCase(),
  camelCase: camel,
  pascalCase: (text) => capital(camel(text)),
  upperFirst: capital,
  lowerFirst: (text) => text.charAt(0).toLowerCase() + text.slice(1),
  capitalize: (text) => capital(text.toLowerCase()),
});
const methods = table<(text: string) => string>({
  toLowerCase: (text) => text.toLowerCase(),
  toUpperCase: (text) => text.toUpperCase(),
  lower: (text) => text.toLowerCase(),
  upper: (text) => text.toUpperCase(),
});
const packages = /^(lodash|change-case|lodash-es|just-|radash|es-toolkit|remeda|scule)\b/;

/** `snakeCase(text)` of a known package, `text.toLowerCase()`, `text.replace("a", "b")`: what goes in, and what it becomes. */
export function textFunction(node: Node, tracer: Tracer): { of: Node; apply: (text: string) => string } | undefined {
  if (node.kind !== "call") return undefined;
  const { callee, args } = node;
  const first = args[0]?.value;
  if (callee.kind === "member") {
    const method = args.length === 0 && Object.hasOwn(methods, callee.property) ? methods[callee.property] : undefined;
    if (method) return { of: callee.object, apply: method };
    const second = args[1]?.value;
    if (/^replace(All)?$/.test(callee.property) && first?.kind === "string" && second?.kind === "string" && first.value !== "") {
      const [from, to] = [first.value, second.value];
      const every = callee.property === "replaceAll" || moduleOf(node).language === "python";
      return { of: callee.object, apply: (text) => (every ? text.split(from).join(to) : text.replace(from, () => to)) };
    }
  }
  const [target] = first ? tracer.trace({ node: callee }) : [];
  if (!first || target?.node.kind !== "import" || !packages.test(target.node.module)) return undefined;
  const name = target.node.member && target.node.member !== "default" ? target.node.member : target.node.module.split(/[/.]/).at(-1)!;
  return Object.hasOwn(functions, name) ? { of: first, apply: functions[name]! } : undefined;
}
