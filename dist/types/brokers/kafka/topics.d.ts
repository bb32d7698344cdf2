import type { Admin } from "kafkajs";
import type { Configuration, Resource } from "../../model/delivery.ts";
import type { Log } from "./log.ts";
/** Of topics that are not there nothing is told. */
export declare function readTopics(log: Log, admin: Admin, names: readonly string[]): Promise<Map<string, Configuration>>;
export declare function makeTopic(admin: Admin, { name, config }: Resource): Promise<void>;
/** Only these keys: AlterConfigs sets everything that it is not told back to its default, so what was set stays said. */
export declare function changeTopic(admin: Admin, name: string, found: Configuration, config: Configuration): Promise<void>;
