import type { Consumer } from "../../model/system.ts";
import type { Settings } from "../../model/settings.ts";
import type { Fact } from "../fact.ts";
/** What the settings say about this consumer, by its id. */
export declare function declaredConsumer(settings: Settings, id: string): Partial<Consumer>;
/** Channels of infrastructure that nothing resolves: the settings answer, or a question is asked. */
export declare function answerInfrastructure(facts: readonly Fact[], { channels }: Settings): Fact[];
/** Declared facts that the repository no longer bears out: they are kept, and said aloud. */
export declare function staleDeclarations(settings: Settings, consumers: readonly {
    id: string;
}[], read: (path: string) => string | undefined): string[];
