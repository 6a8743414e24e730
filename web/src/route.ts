/** The address after `#` says everything that is shown, so that a view can be linked and gone
 * back to: `#/VIEW/ID?filters`. */

export interface Route {
  view: string;
  id: string;
  query: URLSearchParams;
}

export const FIRST = "map";
/** The filters that go with the reader from view to view. */
export const FILTERS = [
  "q",
  "type",
  "country",
  "place",
  "actor",
  "since",
  "until",
  "grade",
  "status",
] as const;

export function routeOf(hash: string): Route {
  const [path = "", query = ""] = hash.replace(/^#\/?/, "").split("?");
  const [view = "", ...rest] = path.split("/");
  const id = rest.map(decoded).join("/");
  return { view: view || FIRST, id, query: new URLSearchParams(query) };
}

/** A `%` that stands for itself is left as it is. */
function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

export function hashOf({ view, id = "", query }: Partial<Route> & { view: string }): string {
  const path = id ? `#/${view}/${encodeURIComponent(id)}` : `#/${view}`;
  const words = query?.toString() ?? "";
  return words ? `${path}?${words}` : path;
}

export function filtersOf(query: URLSearchParams): URLSearchParams {
  const kept = new URLSearchParams();
  for (const name of FILTERS)
    for (const value of query.getAll(name)) if (value) kept.append(name, value);
  return kept;
}

/** A query with one filter set to some values, none taking it out. */
export function withFilter(
  query: URLSearchParams,
  name: string,
  values: readonly string[],
): URLSearchParams {
  const out = new URLSearchParams(query);
  out.delete(name);
  for (const value of values) if (value) out.append(name, value);
  return out;
}
