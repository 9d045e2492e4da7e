import { readFile } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { extname, join } from "node:path";
import { panelHtml } from "../../../src/extension/panels/panelHtml";

const built = join(import.meta.dirname, "../../../dist/webview");
const types: Readonly<Record<string, string>> = { ".js": "text/javascript", ".css": "text/css", ".ttf": "font/ttf" };

/** Serves the built page as the extension does: its HTML, its policy, its nonce. Only the editor around it is missing. */
export class PanelServer {
  private constructor(private readonly server: Server) {}

  /** `name`: of the page's script and sheet. */
  static async start(name: "results" | "pivot" = "results"): Promise<PanelServer> {
    const server = createServer((request, response) => {
      const { pathname, origin } = new URL(request.url ?? "/", `http://${request.headers.host ?? ""}`);
      if (pathname === "/favicon.ico") return void response.writeHead(204).end();
      if (pathname === "/") return void response.setHeader("content-type", "text/html").end(page(origin, name));
      readFile(join(built, pathname)).then(
        (body) => response.setHeader("content-type", types[extname(pathname)] ?? "application/octet-stream").end(body),
        () => response.writeHead(404).end(),
      );
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    return new PanelServer(server);
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/`;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }
}

function page(origin: string, name: string): string {
  return panelHtml({
    script: `${origin}/${name}.js`,
    styles: [`${origin}/${name}.css`],
    cspSource: origin,
    title: name,
    language: "en",
  });
}
