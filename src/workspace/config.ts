/** A value of a configuration file (YAML, JSON, TOML, properties, .env, ini, HCL) with its place. */
export interface ConfigNode {
  /** 1-based. */
  readonly line: number;
  /** YAML tag such as !Ref, without it undefined. */
  readonly tag?: string;
  readonly value: string | number | boolean | null | readonly ConfigNode[] | ReadonlyMap<string, ConfigNode>;
}
