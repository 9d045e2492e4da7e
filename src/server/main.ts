// DuckDB's statements, unpacking and files share Node's pool of threads: four long statements would leave none for a page of rows.
process.env.UV_THREADPOOL_SIZE ??= "16";

/** Said on stderr, with this exit code, when DuckDB's native part is not there for this platform. */
const engineMissingCode = 86;

async function main(): Promise<void> {
  if (!process.argv.includes("--stdio")) {
    process.stderr.write("Usage: server.js --stdio (Language Server Protocol framing on standard input and output)\n");
    process.exitCode = 1;
    return;
  }
  const { StreamMessageReader, StreamMessageWriter } = await import("vscode-jsonrpc/node");
  let server;
  try {
    server = await import("./server");
  } catch (error) {
    process.stderr.write(`flowlog-engine-missing: ${process.platform}-${process.arch}: ${(error as Error).message.split("\n")[0]}\n`);
    process.exitCode = engineMissingCode;
    return;
  }
  const transport = { reader: new StreamMessageReader(process.stdin), writer: new StreamMessageWriter(process.stdout) };
  await server.serve(transport, (line) => process.stderr.write(`${line}\n`));
}

// The streams of a client that has gone would otherwise keep the process alive.
void main().finally(() => process.exit());
