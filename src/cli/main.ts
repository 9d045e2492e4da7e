import { runCli } from "./runCli";

// As in the server: statements, unpacking and files share Node's pool of threads.
process.env.UV_THREADPOOL_SIZE ??= "16";

void runCli(process.argv.slice(2)).then((code) => {
  process.exitCode = code;
  // A reader of standard output that has gone, or an open socket, must not keep a finished command alive.
  process.stdout.write("", () => process.exit());
});
