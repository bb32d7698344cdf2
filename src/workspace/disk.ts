import { ToolError } from "../tool.ts";

const wrongName: Record<string, string> = {
  ENAMETOOLONG: "The name is too long for this disk.",
  ENOTDIR: "A file stands where a folder must be.",
  EEXIST: "A file stands where a folder must be.",
  EISDIR: "A folder stands where a file must be.",
  ENOTEMPTY: "A folder stands where a file must be.",
  ELOOP: "Symlinks lead in a circle.",
};

const refused: Record<string, string> = {
  EACCES: "The user who runs this may not write there.",
  EPERM: "The user who runs this may not write there.",
  EROFS: "The disk is read-only.",
  ENOSPC: "The disk is full.",
  EDQUOT: "The user's share of the disk is full.",
  EMFILE: "Too many files are open.",
  ENFILE: "Too many files are open.",
};

/** Runs what writes `path`; where the disk says no, the error says so: INVALID_INPUT for the name, WRITE_DISABLED for the rest. */
export function onDisk<T>(path: string, write: () => T): T {
  try {
    return write();
  } catch (error) {
    const { code = "", syscall } = error as NodeJS.ErrnoException;
    if (syscall === undefined) throw error;
    if (code in wrongName) throw new ToolError("INVALID_INPUT", `${path} cannot be written.`, wrongName[code]!, "Give another path.");
    if (code in refused) throw new ToolError("WRITE_DISABLED", `${path} cannot be written.`, refused[code]!, "Mend that, then call again.");
    throw error;
  }
}
