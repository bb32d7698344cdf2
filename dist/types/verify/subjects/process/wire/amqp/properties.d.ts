import type { Frame } from "./frames.ts";
/** Headers of a message that are text or numbers, and its id and type by their AMQP names. What cannot be read is left out. */
export declare function propertiesOf({ payload }: Frame): Record<string, string>;
