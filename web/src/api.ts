/** The one place that asks the server. */

export class WireError extends Error {
  constructor(
    readonly code: string,
    what: string,
    readonly where: string | null = null,
  ) {
    super(what);
  }
}

const UNREACHABLE =
  "The desk does not answer. It may have been stopped; what you see is what it said last.";
const NO_TOKEN =
  "This desk wants a token: open the address that was printed when it was started, with its ?token=.";

const NOT_SERVED = "This desk does not serve this.";

interface Envelope {
  error?: { code: string; what: string; where?: string | null };
}

async function told(response: Response): Promise<WireError> {
  if (response.status === 401) return new WireError("unauthorized", NO_TOKEN);
  const body = (await response.json().catch(() => ({}))) as Envelope;
  const { code, what, where } = body.error ?? {
    code: "broken",
    what: `The desk answered with status ${response.status} and no reason.`,
  };
  // The desk names the path where it has no such address, and the id where it has no such thing.
  const said = code === "not_found" && where === "path" ? NOT_SERVED : what;
  return new WireError(code, said, where ?? null);
}

async function ask(path: string, options: RequestInit): Promise<Response> {
  const response = await fetch(`api/${path}`, options).catch((error: unknown) => {
    if (error instanceof DOMException && error.name === "AbortError") throw error;
    throw new WireError("unreachable", UNREACHABLE);
  });
  if (!response.ok) throw await told(response);
  return response;
}

/** What the desk says at `api/PATH`. Throws `WireError`, or an `AbortError` once given up. */
export async function get<T>(path: string, signal?: AbortSignal): Promise<T> {
  return (await (await ask(path, { signal: signal ?? null })).json()) as T;
}

export async function post<T>(path: string, body: object): Promise<T> {
  const headers = { "content-type": "application/json" };
  return (await (
    await ask(path, { method: "POST", headers, body: JSON.stringify(body) })
  ).json()) as T;
}

/** `path?a=1&b=2`, without what is empty. */
export function asked(path: string, query: URLSearchParams | Record<string, string>): string {
  const wanted = [...new URLSearchParams(query)].filter(([, value]) => value !== "");
  return wanted.length ? `${path}?${new URLSearchParams(wanted)}` : path;
}
