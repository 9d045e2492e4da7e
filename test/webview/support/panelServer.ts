import { readFile } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { extname, join } from "node:path";
import { panelHtml } from "../../../src/extension/panels/panelHtml";

// Of the project that is tested or measured: both are started in its folder.
const built = join(process.cwd(), "dist/webview");
const types: Readonly<Record<string, string>> = {
  ".js": "text/javascript",
  ".css": "text/css",
  ".ttf": "font/ttf",
  ".woff2": "font/woff2",
};

/** Style sheets and fonts that are there for tests alone: address → file. */
export type ExtraFiles = Readonly<Record<`/${string}`, string>>;

/** Serves the built page as the extension does: its HTML, its policy, its nonce. Only the editor around it is missing. */
export class PanelServer {
  private constructor(private readonly server: Server) {}

  /** `name`: of the page's script and sheet. */
  static async start(name: "results" | "pivot" = "results", extra: ExtraFiles = {}): Promise<PanelServer> {
    const extraStyles = Object.keys(extra).filter((path) => extname(path) === ".css");
    const server = createServer((request, response) => {
      const { pathname, origin } = new URL(request.url ?? "/", `http://${request.headers.host ?? ""}`);
      if (pathname === "/favicon.ico") return void response.writeHead(204).end();
      if (pathname === "/") return void response.setHeader("content-type", "text/html").end(page(origin, name, extraStyles));
      readFile(extra[pathname as keyof ExtraFiles] ?? join(built, pathname)).then(
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

function page(origin: string, name: string, extraStyles: readonly string[]): string {
  return panelHtml({
    script: `${origin}/${name}.js`,
    styles: [`/${name}.css`, ...extraStyles].map((path) => origin + path),
    cspSource: origin,
    title: name,
    language: "en",
  });
}
