interface Attribute {
  readonly StringValue?: string;
  readonly BinaryValue?: Uint8Array;
}

/** Message attributes by name, as text; those of other names beside them. */
export function attributesOf(attributes: Readonly<Record<string, Attribute>> = {}): [string, unknown][] {
  return Object.entries(attributes).map(([name, { StringValue, BinaryValue }]) => [name, StringValue ?? BinaryValue]);
}

/** Name of a queue or topic: the last part of its URL or ARN. */
export function nameOf(address: unknown): string {
  return typeof address === "string" ? (address.split(/[/:]/).findLast((part) => part !== "") ?? address) : "queue";
}
