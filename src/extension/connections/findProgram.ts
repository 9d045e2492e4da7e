import { constants } from "node:fs";
import { access } from "node:fs/promises";
import { delimiter, join } from "node:path";

/** The whole path of a program, as a shell would find it; nothing where it is not installed. */
export async function findProgram(
  name: string,
  env: NodeJS.ProcessEnv = process.env,
  platform: NodeJS.Platform = process.platform,
): Promise<string | undefined> {
  const onWindows = platform === "win32";
  const endings = onWindows ? (env.PATHEXT ?? ".EXE;.CMD;.BAT").split(";") : [""];
  const folders = (env.PATH ?? env.Path ?? "").split(delimiter).filter((folder) => folder !== "");
  for (const path of folders.flatMap((folder) => endings.map((ending) => join(folder, `${name}${ending}`)))) {
    if (await isProgram(path)) return path;
  }
  return undefined;
}

async function isProgram(path: string): Promise<boolean> {
  try {
    await access(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
