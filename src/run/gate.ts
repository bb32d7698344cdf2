import { setTimeout as sleep } from "node:timers/promises";
import * as z from "zod";
import { type Decision, decide } from "../loop/gate.ts";
import { blockText, releaseText } from "../loop/gate-text.ts";
import type { NotedCall, Run } from "../model/run.ts";
import type { ToolContext } from "../tool.ts";
import { readRun, stoppedAt, writeRun } from "../workspace/run-file.ts";
import { resolveRoot } from "../workspace/root.ts";
import { notesOf } from "../workspace/session-notes.ts";
import { freshProofs } from "../tools/assess/fresh-proofs.ts";
import { type Prompt, promptOf } from "../workspace/transcript.ts";

/** What Claude Code hands to a Stop hook: https://code.claude.com/docs/en/hooks#stop-input */
const StopInput = z.object({
  session_id: z.string().regex(/^[\w-]{8,64}$/),
  hook_event_name: z.literal("Stop"),
  transcript_path: z.string().optional(),
  prompt_id: z.string().optional(),
  cwd: z.string(),
  background_tasks: z.array(z.unknown()).optional(),
});
type StopInput = z.infer<typeof StopInput>;

/** The command of the skill, as the client names it. */
const command = "godmode:event";

/** What the hook prints: https://code.claude.com/docs/en/hooks#stop-decision-control. Empty: the session may end. */
export interface HookAnswer {
  hookSpecificOutput?: { hookEventName: "Stop"; additionalContext: string };
  systemMessage?: string;
}

type Context = Pick<ToolContext, "env" | "now">;

/** Decides on a hook's input, JSON text. Throws where that or a file is broken: the caller then lets the session end. */
export async function gate(text: string, context: Context): Promise<HookAnswer> {
  const input = StopInput.parse(JSON.parse(text));
  const root = resolveRoot(context.env["CLAUDE_PROJECT_DIR"], input.cwd);
  const now = context.now();
  const prompt = await promptAt(input);
  const run = runOf(root, input, prompt);
  if (run === undefined) return {};
  const notes = notesOf(context.env, input.session_id);
  const stopped = stoppedAt(root);
  const decision = await decide({
    run,
    notes,
    ...(prompt !== undefined && { prompt: { id: prompt.id, at: prompt.at } }),
    ...(stopped !== undefined && { stoppedAt: stopped }),
    busy: (input.background_tasks ?? []).length > 0,
    fresh: async ({ root: judged, proofs }) => {
      const standing = new Set(proofs.length === 0 ? [] : await freshProofs({ ...context, root: judged }));
      return proofs.every((path) => standing.has(path));
    },
    now,
  });
  if (decision.kind === "pass") return {};
  const calls = notes.flatMap((entry) => (entry.kind === "call" && entry.at >= run.opened ? [plain(entry)] : []));
  writeRun(root, { ...after(run, decision, now.toISOString()), ...(prompt !== undefined && { prompt: prompt.id }), calls });
  return answerTo(decision);
}

/** The client writes its transcript behind its work: a turn that ended at once may not stand there yet. */
const laggingMs = [0, 40, 80, 80];

async function promptAt({ transcript_path: file, prompt_id: id }: StopInput): Promise<(Prompt & { id: string }) | undefined> {
  if (file === undefined || id === undefined) return undefined;
  for (const wait of laggingMs) {
    if (wait > 0) await sleep(wait);
    const prompt = promptOf(file, id);
    if (prompt !== undefined) return { ...prompt, id };
  }
  return undefined;
}

/** The run of this session: the standing one, or the one that the user began by typing the command in this turn. */
function runOf(root: string, { session_id: session }: StopInput, prompt: (Prompt & { id: string }) | undefined): Run | undefined {
  const standing = readRun(root, session);
  if (prompt?.command?.name !== command || standing?.prompt === prompt.id) return standing;
  const opened = prompt.at.toISOString();
  if (standing !== undefined && standing.opened >= opened) return standing;
  const { args } = prompt.command;
  return { version: 1, session, opened, by: "command", ...(args !== "" && { asked: args }), blocks: [], denied: [], calls: [] };
}

function after(run: Run, decision: Exclude<Decision, { kind: "pass" }>, at: string): Run {
  if (decision.kind === "release") return { ...run, closed: { at, why: decision.why } };
  const { key, step, denied } = decision;
  return { ...run, denied: [...denied], blocks: [...run.blocks, { at, key, step }] };
}

function plain({ kind: _kind, ...call }: NotedCall): Run["calls"][number] {
  return call;
}

function answerTo(decision: Exclude<Decision, { kind: "pass" }>): HookAnswer {
  if (decision.kind === "block") return { hookSpecificOutput: { hookEventName: "Stop", additionalContext: blockText(decision) } };
  const text = releaseText(decision);
  return text === undefined ? {} : { systemMessage: text };
}
