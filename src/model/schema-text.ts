/**
 * A schema as text. `name` is its path, or a label such as `git:1a2b3c4:schemas/order.placed.avsc`.
 * `files` holds a schema of several files by path; where `name` is one of them it is the schema and the others are what it
 * refers to, otherwise all of them are compared, path by path, and `text` is not read.
 */
export interface SchemaText {
  name: string;
  text: string;
  files?: Record<string, string>;
  /** Where it lies or lay, when `name` is only a label: what relative references start from. */
  path?: string;
}
