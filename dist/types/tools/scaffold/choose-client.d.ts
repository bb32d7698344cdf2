import type { Consumer, SystemMap } from "../../model/system.ts";
import { type TemplateClient } from "../../scaffold/template.ts";
export interface Choice {
    readonly client: TemplateClient;
    readonly why: string;
}
/** The client that the code around a folder uses already; else the one that speaks to the broker which the repository shows. */
export declare function chooseClient(map: SystemMap, folder: string, consumer: Consumer | undefined): Choice;
