import { javaArguments } from "../../servers/java.ts";
import { pythonProgram } from "../../servers/python.ts";
import { folderOf, type Label } from "./label.ts";

/** How this machine starts it. */
export async function commandOf(label: Label): Promise<[string, ...string[]]> {
  const [program, ...rest] = label.command;
  if (program === "python") return [pythonProgram(), ...rest];
  if (program === "java") return ["java", ...(await javaArguments(folderOf(label))), ...rest];
  return [process.execPath, ...rest];
}
