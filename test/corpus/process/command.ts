import { installJava, javaArguments } from "../../servers/java.ts";
import { installPython, pythonProgram } from "../../servers/python.ts";
import { folderOf, type Label } from "./label.ts";

/** How this machine starts it. Fetches what its language needs, the first time. */
export async function commandOf(label: Label): Promise<[string, ...string[]]> {
  const [program, ...rest] = label.command;
  if (program === "python") {
    await installPython();
    return [pythonProgram(), ...rest];
  }
  if (program === "java") {
    await installJava();
    return ["java", ...(await javaArguments(folderOf(label))), ...rest];
  }
  return [process.execPath, ...rest];
}
