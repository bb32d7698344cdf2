import type { Place } from "../schema-text.ts";
import type { ProtoOption, ProtoService } from "./protobuf-model.ts";
import { inner, mark, optionStatement, type Scope } from "./protobuf-parts.ts";

export function service(scope: Scope, start: Place): ProtoService {
  const { cursor, file } = scope;
  const name = cursor.word("the name of the service").text;
  const within = inner(scope, name, start);
  const result: ProtoService = { name, pointer: within.pointer, options: [], rpcs: [] };
  cursor.expect("{");
  while (!cursor.accept("}")) {
    const first = cursor.take();
    if (first.text === "option") result.options.push(optionStatement(within, first));
    else if (first.text === "rpc") {
      const rpc = cursor.word("the name of the rpc").text;
      const pointer = mark(file, `${within.pointer}/${rpc}`, first);
      const request = rpcType(scope, `${pointer}/request`);
      cursor.expect("returns");
      const response = rpcType(scope, `${pointer}/response`);
      result.rpcs.push({
        name: rpc,
        pointer,
        request: request.type,
        response: response.type,
        clientStreaming: request.streaming,
        serverStreaming: response.streaming,
        options: rpcOptions(scope, pointer),
      });
    } else if (first.text !== ";") cursor.fail(`unexpected "${first.text}" in a service`, first);
  }
  return result;
}

function rpcType({ cursor, file }: Scope, pointer: string): { type: string; streaming: boolean } {
  cursor.expect("(");
  const streaming = cursor.peek()?.text === "stream" && cursor.peek(1)?.text !== ")" && cursor.accept("stream") !== undefined;
  const { text, token } = cursor.typeName();
  mark(file, pointer, token);
  cursor.expect(")");
  return { type: text, streaming };
}

function rpcOptions(scope: Scope, pointer: string): ProtoOption[] {
  const { cursor } = scope;
  const found: ProtoOption[] = [];
  if (cursor.accept(";")) return found;
  cursor.expect("{");
  while (!cursor.accept("}")) {
    const first = cursor.take();
    if (first.text === "option") found.push(optionStatement({ ...scope, pointer }, first));
    else if (first.text !== ";") cursor.fail(`unexpected "${first.text}" in an rpc`, first);
  }
  return found;
}
