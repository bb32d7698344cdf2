import type { AssessedDomain, Assessment } from "../../loop/assessment.ts";
import { commitMessage } from "../../loop/commit-message.ts";
import { appendRows, logPath, type LogRow } from "../../loop/log.ts";
import { type ToolContext, ToolError } from "../../tool.ts";
import { discardWrites } from "../../workspace/discard.ts";
import { digestAt, forgetWrites, recordedWrites } from "../../workspace/evidence.ts";
import { changedPaths, commitPaths, requireAuthor, requireCommittable, some } from "../../workspace/git-commit.ts";
import { changeFile } from "../../workspace/log-file.ts";
import { standsAt } from "../../workspace/stands.ts";
import { ownIgnoreFile, withLock } from "../../workspace/run-folder.ts";
import type { CommitOutput } from "../commit.ts";
import { judgeSystem } from "./judge.ts";

interface Wish {
  domain?: string | undefined;
  include?: readonly string[] | undefined;
  force?: string | undefined;
  discard?: boolean | undefined;
}

export async function commitOrDiscard(context: ToolContext, wish: Wish): Promise<CommitOutput> {
  return withLock(context.root, "commit", () => (wish.discard === true ? discard(context, wish) : commit(context, wish)));
}

async function commit(context: ToolContext, { domain, include = [], force }: Wish): Promise<CommitOutput> {
  const { root } = context;
  await requireCommittable(root);
  for (const path of include) requireFile(root, path);
  const { assessment, next } = await judgeSystem(context, { domain });
  const kept = assessment.domains.length > 0 && assessment.domains.every(({ verdict }) => verdict === "KEEP");
  const answer = { ...describe(assessment), restored: [], next };
  if (!kept && force === undefined) {
    logRows(context, assessment.domains, ({ verdict }) => verdict);
    return { ...answer, outcome: "refused", paths: [], left: await changedPaths(root), why: refusal(assessment) };
  }
  await requireAuthor(root);
  const { ours, changedSince } = standing(root, include);
  const forced = kept ? undefined : force;
  const message = commitMessage(assessment, domain, forced);
  const undo = logRows(context, assessment.domains, ({ verdict }) => (forced === undefined ? verdict : `forced (${verdict}): ${forced}`));
  const wanted = [...new Set([...ours, ...include, ...[logPath, ownIgnoreFile].filter((path) => standsAt(root, path) === "file")])];
  try {
    const done = await commitPaths(root, wanted, message);
    if (done === undefined)
      throw new ToolError("INVALID_INPUT", "There is nothing to commit.", "What the tools wrote is committed already, or git ignores it.");
    forgetWrites(root, done.paths);
    const left = await changedPaths(root);
    const why =
      changedSince.length > 0 ? `${some(changedSince)} changed after the tools wrote it; name it in include to commit it.` : undefined;
    return {
      ...answer,
      next: [],
      outcome: "committed",
      commit: done.commit,
      message,
      paths: done.paths,
      left,
      ...(why !== undefined && { why }),
    };
  } catch (error) {
    undo();
    throw error;
  }
}

async function discard(context: ToolContext, { domain }: Wish): Promise<CommitOutput> {
  const { assessment } = await judgeSystem(context, { domain });
  const { restored, changedSince, patch } = discardWrites(context.root, context.now());
  if (restored.length > 0) logRows(context, assessment.domains, () => "discarded");
  const why =
    changedSince.length > 0
      ? `${some(changedSince)} changed after the tools wrote it and was left alone.`
      : restored.length === 0
        ? "The tools wrote nothing since the last commit."
        : undefined;
  return {
    ...describe(assessment),
    outcome: "discarded",
    paths: [],
    left: changedSince,
    restored,
    ...(patch !== undefined && { patch }),
    ...(why !== undefined && { why }),
    next: [],
  };
}

/** Files of the run that stand as the tools wrote them, and those that somebody changed since. */
function standing(root: string, include: readonly string[]): { ours: string[]; changedSince: string[] } {
  const writes = recordedWrites(root).filter(({ path, before }) => before !== null || digestAt(root, path) !== undefined);
  const same = writes.filter(({ path, after }) => digestAt(root, path) === after).map(({ path }) => path);
  const changedSince = writes.map(({ path }) => path).filter((path) => !same.includes(path) && !include.includes(path));
  return { ours: same, changedSince };
}

function requireFile(root: string, path: string): void {
  if (standsAt(root, path) === "folder")
    throw new ToolError("INVALID_INPUT", `include: ${path} is a folder.`, "Name files one by one: nothing else is staged.");
}

/** One row of results for each domain. Returns the way back. */
export function logRows(
  context: ToolContext,
  domains: readonly AssessedDomain[],
  status: (domain: AssessedDomain) => LogRow["status"],
): () => void {
  if (domains.length === 0) return () => undefined;
  const timestamp = context.now();
  const rows = domains.map((domain): LogRow => ({ timestamp, ...domain, status: status(domain) }));
  return changeFile(context.root, logPath, (log) => appendRows(log, rows));
}

function describe({ domains }: Assessment) {
  return { domains: domains.map(({ domain, verdict, reasons, closingLine }) => ({ domain, verdict, reasons, closingLine })) };
}

function refusal({ domains, nothing }: Assessment): string {
  const open = domains
    .filter(({ verdict }) => verdict !== "KEEP")
    .map(({ domain, verdict, reasons }) => `${domain} is ${verdict}: ${reasons[0]}`);
  return open[0] ?? nothing ?? "Nothing here sends or reads events.";
}
