import type { Dialect, Foreign } from "./dialects/dialect.ts";
import { massTransit, nServiceBus } from "./dialects/dotnet.ts";
import { kafkaConnect, shareGroup } from "./dialects/kafka.ts";
import { watermill, xDeath } from "./dialects/rabbitmq.ts";
import { springKafka, springRepublished } from "./dialects/spring.ts";

/** THE list of dialects that are read, those that know the error first: a broker adds its own headers to theirs. */
export const dialects: readonly Dialect[] = [
  springKafka,
  kafkaConnect,
  massTransit,
  nServiceBus,
  springRepublished,
  watermill,
  shareGroup,
  xDeath,
];

/** The first dialect that these headers speak. */
export function foreignFailure(headers: Readonly<Record<string, string>>): (Foreign & { readonly dialect: string }) | undefined {
  for (const { id, read } of dialects) {
    const found = read(headers);
    if (found !== undefined) return { ...found, dialect: id };
  }
  return undefined;
}
