import type { Dependency, Fact } from "../../fact.ts";
import { clientOf } from "../../clients.ts";

interface Mark {
  files: RegExp;
  text: RegExp;
  of: "eventSourcing" | "cqrs" | "outbox";
  what: string;
  /** Only where a manifest declares a client of this broker, or this package. */
  needs: string;
}

/** Words of frameworks that mean one thing only; they hold for languages whose code is not read as well. */
const marks: readonly Mark[] = [
  // https://docs.axoniq.io/axon-framework-reference/
  { files: /\.(java|kt)$/, text: /@EventSourcingHandler\b/, of: "eventSourcing", what: "@EventSourcingHandler of Axon", needs: "axon" },
  { files: /\.(java|kt)$/, text: /@QueryHandler\b/, of: "cqrs", what: "@QueryHandler of Axon", needs: "axon" },
  // https://docs.kurrent.io/clients/
  {
    files: /\.(go|cs|java|kt|rs|[cm]?ts|[cm]?js)$/,
    text: /\b[aA]ppendToStream(Async)?\(/,
    of: "eventSourcing",
    what: "appends to a stream",
    needs: "eventstore",
  },
  { files: /\.py$/, text: /\bappend_to_stream\(/, of: "eventSourcing", what: "appends to a stream", needs: "eventstore" },
  // https://martendb.io/events/
  {
    files: /\.(cs|fs)$/,
    text: /\.Events\.(Append|StartStream)\b/,
    of: "eventSourcing",
    what: "appends to a Marten stream",
    needs: "eventstore",
  },
  // https://docs.nestjs.com/recipes/cqrs
  { files: /\.ts$/, text: /@QueryHandler\(/, of: "cqrs", what: "@QueryHandler of @nestjs/cqrs", needs: "@nestjs/cqrs" },
];

const perMark = 5;

/** Event sourcing and CQRS as the marks of frameworks show them. */
export function frameworkSigns(
  dependencies: readonly Dependency[],
  sources: readonly string[],
  read: (path: string) => string | undefined,
): Fact[] {
  const declared = new Set<string>(dependencies.flatMap((dependency) => [dependency.name, clientOf(dependency)?.broker ?? []].flat()));
  const found = marks
    .filter(({ needs }) => declared.has(needs))
    .flatMap(({ files, text, of, what }) =>
      sources
        .filter((file) => files.test(file))
        .flatMap((file): Fact[] => {
          const line = lineOf(text, read(file) ?? "");
          return line === undefined ? [] : [{ fact: "sign", of, file, line, what }];
        })
        .slice(0, perMark),
    );
  return [...found, ...readModel(sources, read)];
}

/** A read model beside commands that are things of their own. Either word alone proves nothing. */
function readModel(sources: readonly string[], read: (path: string) => string | undefined): Fact[] {
  const place = (pattern: RegExp, what: string): Fact | undefined => {
    for (const file of sources) {
      const line = lineOf(pattern, read(file) ?? "");
      if (line !== undefined) return { fact: "sign", of: "cqrs", file, line, what };
    }
    return undefined;
  };
  const model = place(/\b(?:class|interface|type|struct|record|def|func|function)\s+\w*(?:ReadModel|read_model|readModel)/, "a read model");
  const command = model && place(/\b(?:class|interface|type|struct|record)\s+\w*Command(?:s|Handler|Bus)?\b/, "a command");
  return model && command ? [model, command] : [];
}

function lineOf(pattern: RegExp, text: string): number | undefined {
  const index = text.search(pattern);
  return index < 0 ? undefined : text.slice(0, index).split("\n").length;
}
