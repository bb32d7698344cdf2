import avro from "avsc";
import { ToolError } from "../../tool.ts";

/** Writes values as Avro bytes, without any frame. https://github.com/mtth/avsc/wiki/API */
export function avroWriter(name: string, text: string): (value: unknown, place: string) => Buffer {
  const type = made(() => avro.Type.forSchema(JSON.parse(text) as avro.Schema), name, "is no Avro schema that stands alone");
  return (value, place) => made(() => type.toBuffer(value), place, `does not fit ${name}`);
}

function made<T>(make: () => T, place: string, what: string): T {
  try {
    return make();
  } catch (error) {
    const [why] = (error as Error).message.split("\n");
    throw new ToolError(
      "INVALID_INPUT",
      `${place}: ${what}: ${why}.`,
      "A sample with avro is written with that schema before it is played.",
    );
  }
}
