/** `npm run dev` without a server: answers in the shape of the wire, of a ledger made from the
 * project's example and some bundles of its corpus. The unit tests draw them too. */
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Plugin, ViteDevServer } from "vite";

const FOLDER = fileURLToPath(new URL("./canned/", import.meta.url));
/** Path of the wire → file, the first that fits. */
const ROUTES: [RegExp, string][] = [
  [/^events\/.+\/picture\.svg$/, "picture.svg"],
  [/^events\/.+\/why$/, "why.json"],
  [/^events\/.+/, "event.json"],
  [/^reports\/.+/, "report.json"],
  [/^alarms\/.+/, "alarm.json"],
  [/^series\/pairs$/, "pairs.json"],
  [/^(\w+)$/, "$1.json"],
];

function file(path: string): string | null {
  const found = ROUTES.find(([shape]) => shape.test(path));
  return found ? FOLDER + path.replace(found[0], found[1]) : null;
}

function answer(path: string): { status: number; type: string; body: string } {
  const type = path.endsWith(".svg") ? "image/svg+xml" : "application/json";
  try {
    return { status: 200, type, body: readFileSync(file(path) ?? "", "utf-8") };
  } catch {
    const error = { code: "not_found", what: `there is no answer for ${path}`, where: null };
    return { status: 404, type: "application/json", body: JSON.stringify({ error }) };
  }
}

/** As the server sends it with the page. */
const POLICY = "default-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'self'";

function serve(server: Pick<ViteDevServer, "middlewares">): void {
  server.middlewares.use("/api/live", (_request, response) => {
    response.writeHead(200, { "content-type": "text/event-stream" });
    response.write(": nothing new\n\n");
  });
  server.middlewares.use("/api/", (request, response) => {
    const path = new URL(request.url ?? "/", "http://desk").pathname.slice(1);
    const { status, type, body } = answer(path);
    response.writeHead(status, { "content-type": type });
    response.end(body);
  });
}

export function cannedApi(): Plugin {
  return {
    name: "vedette-canned-api",
    configureServer: serve,
    configurePreviewServer(server) {
      server.middlewares.use((_request, response, next) => {
        response.setHeader("content-security-policy", POLICY);
        next();
      });
      serve(server);
    },
  };
}
