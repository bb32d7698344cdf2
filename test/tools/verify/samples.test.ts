import { describe, expect, test } from "vitest";
import { sampleEncoder } from "../../../src/tools/verify/encode-sample.ts";
import { maxSamples, readSamples } from "../../../src/tools/verify/samples.ts";
import { newFolder, put } from "../../workspace/hostile-repository.ts";

const inFile = (text: string) => {
  const root = newFolder();
  put(root, { "samples.json": text });
  return () => readSamples(root, "samples.json");
};

describe("a samples file that is none is refused with its line", () => {
  test.each([
    ["broken", '[\n {"a": 1},\n {"a": }\n]', /samples\.json:3/],
    ["no list", '{"a": 1}', "samples.json:1: the file holds no list."],
    ["empty", "[]", "samples.json:1: the list is empty."],
    ["a number in it", '[\n {"a": 1},\n 7\n]', "samples.json:3: this is 7, no object."],
    ["a list in it", "[[1]]", "samples.json:1: this is a list, no object."],
    ["a message without a value", '[\n{"$message": {"key": "k"}}]', /samples\.json:2: \$message\.value/],
    ["a message with more", '[{"$message": {"value": {}, "topic": "t"}}]', /topic/],
    ["something beside the message", '[{"$message": {"value": {}}, "a": 1}]', "beside $message nothing else stands"],
  ])("%s", (_, text, message) => {
    expect(inFile(text)).toThrow(message);
  });
  test("missing, and outside", () => {
    const root = newFolder();
    expect(() => readSamples(root, "none.json")).toThrow("There is no file none.json.");
    expect(() => readSamples(root, "../x.json")).toThrow("outside the root");
  });
});

test("given in the call, alone or with a file", () => {
  const root = newFolder();
  put(root, { "more.json": '[{"b": 1}]' });
  expect(readSamples(root, [{ a: 1 }, "more.json"])).toEqual([
    { value: { a: 1 }, place: "samples[0]" },
    { value: { b: 1 }, place: "more.json:1" },
  ]);
  expect(() => readSamples(root, [1])).toThrow("samples[0]: this is 1, no object.");
});

test("more than fifty are cut", () => {
  expect(
    readSamples(
      newFolder(),
      Array.from({ length: 80 }, (_, n) => ({ n })),
    ).length,
  ).toBe(maxSamples);
});

describe("wire form", () => {
  test("an event is itself; with headers it is text; with a schema it is Avro", async () => {
    const root = newFolder();
    put(root, { "a.avsc": '{"type": "record", "name": "A", "fields": [{"name": "n", "type": "int"}]}' });
    const samples = readSamples(root, [
      { n: 1 },
      { $message: { value: { n: 2 }, headers: { h: "x" }, key: "k" } },
      { $message: { value: { n: 3 }, avro: "a.avsc", headers: { schema: "a" } } },
    ]);
    const encode = await sampleEncoder(root, samples);
    expect(samples.map(encode)).toEqual([
      { n: 1 },
      { $raw: '{"n":2}', headers: { h: "x" } },
      { $base64: Buffer.from([6]).toString("base64"), headers: { schema: "a" } },
    ]);
    expect(samples[1]!.key).toBe("k");
    const wrong = { ...samples[2]!, value: { n: "three" } };
    expect(() => encode(wrong)).toThrow(/samples\[2\]: does not fit a\.avsc/);
  });
});
