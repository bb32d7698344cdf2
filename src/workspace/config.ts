import { readYaml } from "./config/yaml.ts";
import { readHcl } from "./config/hcl.ts";
import { readIni, readProperties } from "./config/properties.ts";
import { readToml } from "./config/toml.ts";
import type { Workspace } from "./files.ts";

/** A value of a configuration file (YAML, JSON, TOML, properties, .env, ini, HCL) with its place. */
export interface ConfigNode {
  /** 1-based line of the value. */
  readonly line: number;
  /** 1-based line of the key that holds it; absent for list items and documents. */
  readonly keyLine?: number;
  /** YAML tag such as !Ref; for HCL "expression" (source text) or the name of the one function that wraps the value. */
  readonly tag?: string;
  /** Offsets of the value in the text, of the whole block for a block; only where they were asked for. Lists and maps end with their last item. */
  readonly range?: readonly [number, number];
  /** Offsets of the key that holds it. */
  readonly keyRange?: readonly [number, number];
  /** YAML: it stands elsewhere, behind an alias or a merge; an edit there would change more than this place. */
  readonly shared?: true;
  /** YAML: the name by which aliases elsewhere may repeat it. */
  readonly anchor?: string;
  readonly value: string | number | boolean | null | readonly ConfigNode[] | ReadonlyMap<string, ConfigNode>;
}

export interface ConfigProblem {
  line: number;
  column: number;
  message: string;
}

/** What could be read, also when a problem cut it short. */
export interface ConfigDocuments {
  readonly documents: readonly ConfigNode[];
  readonly problem?: ConfigProblem;
}

type Reader = (text: string, ranges?: boolean) => ConfigDocuments;

const readers: readonly (readonly [RegExp, Reader])[] = [
  [/(\.toml|(^|\/)Pipfile)$/, readToml],
  [/(^|\/)\.env(\.[\w.-]+)?$|\.(env|properties)$/, readProperties],
  [/\.(ya?ml|json|jsonc|template|avsc|avro)$/i, readYaml],
  [/\.(ini|cfg|conf)$/, readIni],
  [/\.(tf|tfvars|hcl)$/, readHcl],
];

/** Never throws. Undefined when the name is of no format that is read. `ranges`: with offsets, for YAML, JSON and HCL. */
export function parseConfig(path: string, text: string, ranges = false): ConfigDocuments | undefined {
  const reader = readers.find(([name]) => name.test(path))?.[1];
  return reader?.(text, ranges);
}

/** Parses each file of a workspace once. */
export interface ConfigFiles {
  /** Undefined when the file cannot be read or is of no known format. */
  documents(path: string): ConfigDocuments | undefined;
  /** Problems of the files that were opened so far, as `file:line:column: message`. Templates with placeholders have none. */
  problems(): string[];
}

export function openConfig(workspace: Workspace): ConfigFiles {
  const parsed = new Map<string, ConfigDocuments | undefined>();
  return {
    documents(path) {
      if (!parsed.has(path)) {
        const text = workspace.read(path);
        parsed.set(path, text === undefined ? undefined : parseConfig(path, text));
      }
      return parsed.get(path);
    },
    problems: () =>
      [...parsed].flatMap(([path, documents]) => {
        const problem = documents?.problem;
        return problem === undefined || workspace.read(path)?.includes("{{")
          ? []
          : [`${path}:${problem.line}:${problem.column}: ${problem.message}`];
      }),
  };
}

/** The node under these keys and list indexes, or undefined. */
export function at(node: ConfigNode | undefined, ...keys: readonly (string | number)[]): ConfigNode | undefined {
  let current = node;
  for (const key of keys) {
    if (current === undefined) return undefined;
    const { value } = current;
    if (Array.isArray(value)) current = (value as readonly ConfigNode[])[Number(key)];
    else if (value instanceof Map) current = (value as ReadonlyMap<string, ConfigNode>).get(String(key));
    else return undefined;
  }
  return current;
}

/** Pairs of a map; none for anything else. */
export function entries(node: ConfigNode | undefined): readonly (readonly [string, ConfigNode])[] {
  return node?.value instanceof Map ? [...(node.value as ReadonlyMap<string, ConfigNode>)] : [];
}

/** Items of a list; a scalar or map counts as a list of itself, nothing as none. */
export function items(node: ConfigNode | undefined): readonly ConfigNode[] {
  if (node === undefined || node.value === null) return [];
  return Array.isArray(node.value) ? (node.value as readonly ConfigNode[]) : [node];
}

/** A scalar as text. */
export function text(node: ConfigNode | undefined): string | undefined {
  const value = node?.value;
  return typeof value === "string" ? value : typeof value === "number" || typeof value === "boolean" ? String(value) : undefined;
}

export function number(node: ConfigNode | undefined): number | undefined {
  const value = text(node);
  return value !== undefined && /^-?\d+(\.\d+)?$/.test(value) ? Number(value) : undefined;
}

/** Every scalar below a node with its path of keys. */
export function* scalars(node: ConfigNode, path: readonly string[] = []): Generator<{ path: readonly string[]; node: ConfigNode }> {
  const { value } = node;
  if (Array.isArray(value)) {
    for (const [index, item] of (value as readonly ConfigNode[]).entries()) yield* scalars(item, [...path, String(index)]);
  } else if (value instanceof Map) {
    for (const [key, item] of value as ReadonlyMap<string, ConfigNode>) yield* scalars(item, [...path, key]);
  } else yield { path, node };
}

/** Line where an entry begins: its key's, or its own. */
export function startOf(node: ConfigNode): number {
  return node.keyLine ?? node.line;
}
