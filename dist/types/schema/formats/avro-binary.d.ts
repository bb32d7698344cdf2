/** Writes values as Avro bytes, without any frame. https://github.com/mtth/avsc/wiki/API */
export declare function avroWriter(name: string, text: string): (value: unknown, place: string) => Buffer;
