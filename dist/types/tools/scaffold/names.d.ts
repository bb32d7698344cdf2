import type { Reader, Wanted } from "../../brokers/broker.ts";
import type { Names, TemplateClient } from "../../scaffold/template.ts";
/** The names that plan-dlq makes for a consumer, as its template calls them. */
export declare function namesFor(client: TemplateClient, wanted: Wanted): Promise<{
    names: Names;
    reader: Reader;
}>;
