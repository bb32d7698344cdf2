import { isObject, type JsonObject, own } from "../json-value.ts";
import { below, parsePlaced, type PlacedJson, steps } from "../positions.ts";
import { type Place, refused, type SchemaText } from "../schema-text.ts";
import { parseYamlPlaced } from "../yaml-placed.ts";

/** A sub-schema in its document. `true` is read as `{}`. */
export interface SchemaView {
  schema: JsonObject | false;
  /** A JSON pointer, after `<file>#` when it is another file than the schema's own. */
  pointer: string;
  /** What a relative $ref starts from. */
  base: string;
  document: JsonSchemaDocument;
}

export interface JsonSchemaDocument {
  name: string;
  texts: Map<string, PlacedJson>;
  root: SchemaView;
  /** prefixItems instead of the array form of items; siblings of $ref count. */
  tuples: "items" | "prefixItems";
  refSiblings: boolean;
  byId: Map<string, SchemaView>;
}

/** Reads JSON or YAML. Throws PARSE_FAILED. Drafts 4 to 2020-12, told by $schema; without one 2020-12. */
export function parseJsonSchema(schema: SchemaText): JsonSchemaDocument {
  const texts = new Map<string, PlacedJson>();
  const open = (file: string, text: string) => {
    const placed = /\.ya?ml$/.test(file) ? parseYamlPlaced(text, file) : parsePlaced(text, file);
    texts.set(file, placed);
    return placed.value;
  };
  const value = open(schema.name, schema.files?.[schema.name] ?? schema.text);
  if (!isObject(value) && typeof value !== "boolean")
    throw refused(schema.name, texts.get(schema.name)!.place(""), "a JSON Schema is an object or a boolean");
  const other = isObject(value) ? notSchema(value) : undefined;
  if (other !== undefined) throw refused(schema.name, texts.get(schema.name)!.place(""), other);
  const stated = isObject(value) ? own(value, "$schema") : undefined;
  const dialect = typeof stated === "string" ? stated : "";
  const old = /draft-0[3-7]/.test(dialect);
  const document: JsonSchemaDocument = {
    name: schema.name,
    texts,
    root: undefined as unknown as SchemaView,
    tuples: old || dialect.includes("2019-09") || legacyTuples(value) ? "items" : "prefixItems",
    refSiblings: !old,
    byId: new Map(),
  };
  document.root = register(document, value, "", fileBase(schema.path ?? schema.name));
  for (const [file, text] of Object.entries(schema.files ?? {})) {
    if (file !== schema.name) register(document, open(file, text), `${file}#`, fileBase(file));
  }
  return document;
}

const annotations = ["$schema", "$id", "id", "$comment", "$defs", "definitions", "title", "description", "default", "examples"];

/** Why an object is another document: nothing of it would be compared, and that must not read as compatible. */
function notSchema(value: JsonObject): string | undefined {
  const api = ["asyncapi", "openapi", "swagger"].find((key) => own(value, key) !== undefined);
  if (api !== undefined) return `this is an ${api} document; give one of its payload schemas`;
  const keys = Object.keys(value);
  if (keys.length === 0 || constraints(value).length > 0 || annotations.some((key) => Object.hasOwn(value, key))) return undefined;
  return `this is no JSON Schema: none of ${keys.slice(0, 3).join(", ")} is one of its keywords`;
}

/** Without $schema, the array form of items tells an older draft. */
function legacyTuples(value: unknown): boolean {
  return isObject(value) && own(value, "$schema") === undefined && /"items":\[|"additionalItems":/.test(JSON.stringify(value));
}

function fileBase(name: string): string {
  return new URL(encodeURI(name).replaceAll("#", "%23").replaceAll("?", "%3F").replaceAll(":", "%3A"), "file:///").href;
}

const maxPointer = 8192;

/** Makes the view of a document and files all its $id and $anchor. */
function register(document: JsonSchemaDocument, value: unknown, pointer: string, base: string): SchemaView {
  const root = viewOf(document, value, pointer, base);
  document.byId.set(base, root);
  const waiting: { value: unknown; pointer: string; base: string }[] = [{ value, pointer, base }];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const view = isObject(next.value) ? viewOf(document, next.value, next.pointer, next.base) : undefined;
    if (view?.schema) {
      if (typeof own(view.schema, "$id") === "string") document.byId.set(view.base, view);
      for (const anchor of [own(view.schema, "$anchor"), own(view.schema, "$dynamicAnchor")]) {
        if (typeof anchor === "string") document.byId.set(`${view.base}#${anchor}`, view);
      }
    }
    const inner = Array.isArray(next.value) ? [...next.value.entries()] : isObject(next.value) ? Object.entries(next.value) : [];
    for (const [key, child] of inner) {
      if (["enum", "const", "default", "examples"].includes(String(key)) || child === null || typeof child !== "object") continue;
      if (next.pointer.length > maxPointer)
        throw refused(document.name, { line: 1, column: 1 }, "keys and nesting are too long to be followed");
      waiting.push({ value: child, pointer: below(next.pointer, key), base: view?.base ?? next.base });
    }
  }
  return root;
}

function viewOf(document: JsonSchemaDocument, value: unknown, pointer: string, base: string): SchemaView {
  const schema = value === false ? false : isObject(value) ? value : {};
  const id = schema === false ? undefined : own(schema, "$id");
  return {
    document,
    schema,
    pointer,
    base: typeof id === "string" && !id.startsWith("#") ? (join(id, base)?.split("#")[0] ?? base) : base,
  };
}

function join(reference: string, base: string): string | undefined {
  try {
    return new URL(reference, base).href;
  } catch {
    return undefined;
  }
}

/** The sub-schema at a step; absent = everything is allowed, at the parent's place. */
export function child(view: SchemaView, ...path: (string | number)[]): SchemaView {
  let value: unknown = view.schema;
  for (const step of path) value = isObject(value) ? own(value, String(step)) : Array.isArray(value) ? value[Number(step)] : undefined;
  if (value === undefined) return { ...view, schema: {} };
  return viewOf(view.document, value, below(view.pointer, ...path), view.base);
}

const childrenOf = new WeakMap<SchemaView, Map<string, Map<string, SchemaView>>>();

/** Sub-schemas by name under a keyword such as properties. */
export function children(view: SchemaView, keyword: string): Map<string, SchemaView> {
  const known = childrenOf.get(view) ?? new Map<string, Map<string, SchemaView>>();
  childrenOf.set(view, known);
  const found = known.get(keyword) ?? readChildren(view, keyword);
  known.set(keyword, found);
  return found;
}

function readChildren(view: SchemaView, keyword: string): Map<string, SchemaView> {
  const held = view.schema === false ? undefined : own(view.schema, keyword);
  if (Array.isArray(held)) return new Map(held.map((_, index) => [String(index), child(view, keyword, index)]));
  return new Map(isObject(held) ? Object.keys(held).map((name) => [name, child(view, keyword, name)]) : []);
}

const keywords = new Set(
  `$ref $dynamicRef $recursiveRef type enum const multipleOf maximum exclusiveMaximum minimum exclusiveMinimum maxLength minLength pattern format
  contentEncoding contentMediaType maxItems minItems uniqueItems maxContains minContains items prefixItems additionalItems contains unevaluatedItems
  maxProperties minProperties required properties patternProperties additionalProperties propertyNames unevaluatedProperties dependencies
  dependentRequired dependentSchemas allOf anyOf oneOf not if then else`.split(/\s+/),
);

/** The keywords of a schema that say something about values; annotations and what no draft knows do not. */
export function constraints(schema: JsonObject): string[] {
  return Object.keys(schema).filter((key) => keywords.has(key));
}

export function referenceOf(view: SchemaView): string | undefined {
  if (view.schema === false) return undefined;
  const reference = own(view.schema, "$ref") ?? own(view.schema, "$dynamicRef") ?? own(view.schema, "$recursiveRef");
  return typeof reference === "string" ? reference : undefined;
}

/** What a $ref of this view leads to; undefined when nobody supplied it. */
export function target(view: SchemaView, reference: string): SchemaView | undefined {
  const url = join(reference, view.base);
  if (url === undefined) return undefined;
  const [address, fragment] = [url.split("#")[0]!, safeDecode(url.slice(url.indexOf("#") + 1))];
  if (!url.includes("#") || fragment === "") return view.document.byId.get(address);
  if (!fragment.startsWith("/")) return view.document.byId.get(`${address}#${fragment}`);
  let found: SchemaView | undefined = view.document.byId.get(address);
  let value: unknown = found?.schema;
  for (const step of steps(fragment)) {
    value = isObject(value) ? own(value, step) : Array.isArray(value) ? value[Number(step)] : undefined;
    if (found === undefined || value === undefined) return undefined;
    found = viewOf(view.document, value, below(found.pointer, step), found.base);
  }
  return found;
}

function safeDecode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** File and place of a view's pointer. */
export function locateSchema(document: JsonSchemaDocument, pointer: string): Place & { file: string } {
  const cut = pointer.startsWith("/") ? -1 : pointer.indexOf("#");
  const file = cut < 0 ? document.name : pointer.slice(0, cut);
  return { file, ...document.texts.get(file)!.place(pointer.slice(cut + 1)) };
}
