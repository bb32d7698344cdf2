import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

interface ToolUse {
  tool: string;
  input?: Record<string, unknown>;
}

/** What the stand-in answers to one request: text, tool calls, or both. The last step repeats. */
export interface Step {
  text?: string;
  tools?: ToolUse[];
}

interface Block {
  type: string;
  text?: string;
  content?: string | Block[];
  is_error?: boolean;
}
interface Message {
  role: string;
  content: string | Block[];
}
export interface ApiRequest {
  tools: { name: string; description?: string }[];
  messages: Message[];
  model: string;
  stream?: boolean;
}

/** A step that looks at what the client has just sent. */
export type Reaction = (seen: string) => Step;

export interface ScriptedApi extends AsyncDisposable {
  url: string;
  /** The requests that carried tools, in order; side requests (titles, token counts) are not kept. */
  requests: ApiRequest[];
}

/** A stand-in for the Messages API on loopback: it says what the script says and keeps what the client sent. */
export async function scriptedApi(script: readonly (Step | Reaction)[]): Promise<ScriptedApi> {
  const requests: ApiRequest[] = [];
  let ids = 0;
  const server = createServer((request, response) => {
    answer(request, response).catch((error: unknown) => {
      // A client error is not tried again: the session ends and shows the message.
      response.writeHead(400).end(JSON.stringify({ type: "error", error: { type: "invalid_request_error", message: String(error) } }));
    });
  });
  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await jsonOf(request);
    const json = (status: number, value: unknown): void => {
      response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(value));
    };
    const path = request.url?.split("?")[0];
    if (path === "/v1/messages/count_tokens") return json(200, { input_tokens: 10 });
    if (path !== "/v1/messages") return json(404, { type: "error", error: { type: "not_found_error", message: "not scripted" } });
    let step: Step = { text: "ok" };
    if ((body.tools?.length ?? 0) > 0) {
      const scripted = script[Math.min(requests.length, script.length - 1)]!;
      step = typeof scripted === "function" ? scripted(freshText(body)) : scripted;
      requests.push(body);
    }
    const content = blocksOf(step, () => `toolu_${++ids}`);
    const message = {
      id: `msg_${++ids}`,
      type: "message",
      role: "assistant",
      model: body.model,
      content,
      stop_reason: content.some((block) => block.type === "tool_use") ? "tool_use" : "end_turn",
      stop_sequence: null,
      usage: { input_tokens: 10, output_tokens: 10, cache_creation_input_tokens: 0, cache_read_input_tokens: 0 },
    };
    if (!body.stream) return json(200, message);
    response.writeHead(200, { "content-type": "text/event-stream" }).end(eventsOf(message).join(""));
  }
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function jsonOf(request: IncomingMessage): Promise<ApiRequest> {
  let raw = "";
  for await (const chunk of request) raw += String(chunk);
  return JSON.parse(raw || "{}") as ApiRequest;
}

type ContentBlock = { type: "text"; text: string } | { type: "tool_use"; id: string; name: string; input: Record<string, unknown> };

function blocksOf(step: Step, newId: () => string): ContentBlock[] {
  const blocks: ContentBlock[] = (step.tools ?? []).map(({ tool, input }) => ({
    type: "tool_use",
    id: newId(),
    name: tool,
    input: input ?? {},
  }));
  return step.text !== undefined || blocks.length === 0 ? [{ type: "text", text: step.text ?? "" }, ...blocks] : blocks;
}

function event(type: string, data: object): string {
  return `event: ${type}\ndata: ${JSON.stringify({ type, ...data })}\n\n`;
}

/** The streaming form of a message: https://platform.claude.com/docs/en/build-with-claude/streaming */
function eventsOf(message: { content: ContentBlock[]; stop_reason: string }): string[] {
  return [
    event("message_start", { message: { ...message, content: [], stop_reason: null } }),
    ...message.content.flatMap((block, index) => [
      event("content_block_start", { index, content_block: block.type === "text" ? { ...block, text: "" } : { ...block, input: {} } }),
      event("content_block_delta", {
        index,
        delta:
          block.type === "text"
            ? { type: "text_delta", text: block.text }
            : { type: "input_json_delta", partial_json: JSON.stringify(block.input) },
      }),
      event("content_block_stop", { index }),
    ]),
    event("message_delta", { delta: { stop_reason: message.stop_reason, stop_sequence: null }, usage: { output_tokens: 10 } }),
    event("message_stop", {}),
  ];
}

/** Everything that the client added since the last answer: the prompt, tool results, reminders. */
export function freshText(request: ApiRequest): string {
  const last = request.messages.findLastIndex((message) => message.role === "assistant");
  return request.messages
    .slice(last + 1)
    .map((message) => textOf(message.content))
    .join("\n");
}

function textOf(content: string | Block[] | undefined): string {
  return typeof content === "string" ? content : (content ?? []).map((block) => block.text ?? textOf(block.content)).join("\n");
}
