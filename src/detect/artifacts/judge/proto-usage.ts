/** A file that talks to a broker names one of these. */
const client =
  /kafka|sarama|amqp|rabbit|nats|jetstream|\bsqs\b|\bsns\b|pubsub|eventbridge|servicebus|eventstore|kurrent|kinesis|watermill/i;

/** `OrderPlaced.parseFrom(`, `OrderPlaced.Parser.ParseFrom(`, `OrderPlaced.encode(` and the like, in any language. */
const staticUse =
  /\b([A-Z]\w*)(?:\.Parser)?\.(?:parseFrom|ParseFrom|parser|decode|encode|fromBinary|toBinary|FromString|deserializeBinary|create)\(/g;
/** `proto.Marshal(x)`, `x.SerializeToString()`, `x.toByteArray()` and their opposites. */
const variableUse =
  /\bproto\.(?:Unmarshal\([^,()]*,\s*&?|Marshal\(&?)(\w+)\)|\b(\w+)\.(?:SerializeToString|ParseFromString|toByteArray|ToByteArray|serializeBinary|toBinary|encode_to_vec)\(/g;
const usesPerFile = 100;
const lookBack = 6_000;

/** Which of these Protobuf messages code writes or reads in files that talk to a broker. Text only, so it holds for every language. */
export function messagesOnBrokers(
  messages: ReadonlySet<string>,
  files: readonly string[],
  read: (path: string) => string | undefined,
): Set<string> {
  const found = new Set<string>();
  for (const file of files) {
    const text = read(file);
    if (text === undefined || !client.test(text)) continue;
    for (const [, name] of text.matchAll(staticUse)) if (messages.has(name!)) found.add(name!);
    for (const use of [...text.matchAll(variableUse)].slice(0, usesPerFile)) {
      const type = declaredType(text.slice(Math.max(0, use.index - lookBack), use.index), (use[1] ?? use[2])!);
      if (type !== undefined && messages.has(type)) found.add(type);
    }
  }
  return found;
}

/** The type in the last declaration of a variable: `x *pb.Order`, `x := &pb.Order{`, `x = pb.Order(`, `Order x =`, `x = new Order(`. */
function declaredType(before: string, variable: string): string | undefined {
  const after = [...before.matchAll(new RegExp(`\\b${variable}\\s*(?::=|=|:)?\\s*[&*]*(?:new\\s+)?(?:\\w+\\.)*([A-Z]\\w*)\\b`, "g"))].at(
    -1,
  );
  const ahead = [...before.matchAll(new RegExp(`\\b([A-Z]\\w*)\\s+${variable}\\b`, "g"))].at(-1);
  return (after?.index ?? -1) >= (ahead?.index ?? -1) ? after?.[1] : ahead?.[1];
}
