import type { ClassNode, Node } from "../syntax/node.ts";
import type { Ref, Tracer } from "./tracer.ts";

/**
 * A field of a pydantic BaseSettings class is an environment variable with the field's default:
 * https://docs.pydantic.dev/latest/concepts/pydantic_settings/
 */
export function settingsField({ node, frame }: Ref, tracer: Tracer): { name: string; fallback?: Ref } | undefined {
  if (node.kind === "call") return fieldCall(node, tracer);
  if (node.kind !== "member") return undefined;
  for (const object of tracer.trace({ node: node.object, frame })) {
    const owner = tracer.classOf(object);
    const field = owner && isSettings(owner, tracer) ? owner.fields.find((each) => each.name === node.property) : undefined;
    if (field && !field.value) return { name: `${prefixOf(owner!)}${node.property}`.toUpperCase() };
  }
  return undefined;
}

/** `Field("orders")`, `Field(default="orders")`, `Field(..., env="TOPIC")`, `Field(validation_alias="TOPIC")`. */
function fieldCall(node: Node, tracer: Tracer): { name: string; fallback?: Ref } | undefined {
  if (
    node.kind !== "call" ||
    !tracer.trace({ node: node.callee }).some(({ node: at }) => at.kind === "import" && at.module === "pydantic" && at.member === "Field")
  )
    return undefined;
  const named = (name: string) => node.args.find((each) => each.name === name)?.value;
  const first = node.args.find((each) => each.name === undefined)?.value;
  const fallback = named("default") ?? (first?.kind === "other" ? undefined : first);
  const alias = named("validation_alias") ?? named("env") ?? named("alias");
  const name = alias?.kind === "string" ? alias.value : "";
  return name === "" && !fallback ? undefined : { name, ...(fallback && { fallback: { node: fallback } }) };
}

function isSettings(owner: ClassNode, tracer: Tracer, depth = 0): boolean {
  if (depth > 4) return false;
  return owner.bases
    .flatMap((base) => tracer.trace({ node: base }))
    .some(({ node }) =>
      node.kind === "import" ? node.member === "BaseSettings" : node.kind === "class" && isSettings(node, tracer, depth + 1),
    );
}

/** `model_config = SettingsConfigDict(env_prefix="APP_")` */
function prefixOf(owner: ClassNode): string {
  const config = owner.fields.find((each) => each.name === "model_config")?.value;
  const prefix = config?.kind === "call" ? config.args.find((each) => each.name === "env_prefix")?.value : undefined;
  return prefix?.kind === "string" ? prefix.value : "";
}
