import { mkdtemp, readFile, rm } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { extname, join } from "node:path";
import { build } from "esbuild";
import { panelHtml } from "../../../src/extension/panels/panelHtml";

const types: Readonly<Record<string, string>> = { ".js": "text/javascript", ".css": "text/css", ".ttf": "font/ttf", ".html": "text/html" };

/** Builds the page and serves it as the extension does: its HTML, its policy, its nonce. Only the editor around it is missing. */
export class PanelServer {
  private constructor(
    private readonly folder: string,
    private readonly server: Server,
  ) {}

  static async start(): Promise<PanelServer> {
    const folder = await mkdtemp(join(tmpdir(), "flowlog-panel-"));
    await build({
      entryPoints: ["webview/results.ts"],
      bundle: true,
      format: "iife",
      outdir: folder,
      loader: { ".ttf": "file" },
      logLevel: "error",
    });
    const server = createServer((request, response) => {
      const { pathname, origin } = new URL(request.url ?? "/", `http://${request.headers.host ?? ""}`);
      const send = (type: string, body: string | Buffer): unknown => response.setHeader("content-type", type).end(body);
      if (pathname === "/") return send("text/html", page(origin));
      if (pathname === "/favicon.ico") return response.writeHead(204).end();
      return readFile(join(folder, pathname)).then(
        (body) => send(types[extname(pathname)] ?? "application/octet-stream", body),
        () => response.writeHead(404).end(),
      );
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    return new PanelServer(folder, server);
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/`;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
    await rm(this.folder, { recursive: true });
  }
}

function page(origin: string): string {
  return panelHtml({ script: `${origin}/results.js`, styles: [`${origin}/results.css`], cspSource: origin, title: "Results", language: "en" });
}
