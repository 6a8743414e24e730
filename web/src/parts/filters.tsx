/** The filters of `vedette export`, in a row. They stand in the address. */
import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import { asked } from "../api.ts";
import type { View } from "../context.ts";
import { useAsked } from "../hooks.ts";
import { filtersOf, hashOf, withFilter } from "../route.ts";
import { kind, STATUS } from "../say.ts";
import { visible } from "../visible.ts";
import type { Network, Status } from "../wire.ts";
import { GradeMark } from "./grade.tsx";

const GRADES = ["1", "2", "3", "4", "5", "6"];
/** Milliseconds after the last letter before the desk is asked. */
const PAUSE = 250;

interface Field {
  query: URLSearchParams;
  set: (name: string, values: readonly string[]) => void;
}

function Text({
  name,
  label,
  query,
  set,
  children,
  type = "text",
  ...rest
}: Field & {
  name: string;
  label: string;
  type?: "text" | "date";
  placeholder?: string;
  onFocus?: () => void;
  children?: ComponentChildren;
}) {
  const [timer, keep] = useState(0);
  const later = (value: string) => {
    clearTimeout(timer);
    keep(window.setTimeout(() => set(name, [value]), PAUSE));
  };
  const typed = (e: { currentTarget: HTMLInputElement }) => later(e.currentTarget.value);
  const id = `filter-${name}`;
  return (
    <label for={id}>
      {label}
      {type === "date" ? (
        <input id={id} type="date" value={query.get(name) ?? ""} onInput={typed} />
      ) : (
        <input
          id={id}
          list={children ? `${name}-list` : undefined}
          value={query.get(name) ?? ""}
          onInput={typed}
          {...rest}
        />
      )}
      {children && <datalist id={`${name}-list`}>{children}</datalist>}
    </label>
  );
}

function Choice({
  name,
  label,
  query,
  set,
  children,
}: Field & { name: string; label: string; children: ComponentChildren }) {
  return (
    <label>
      {label}
      <select value={query.get(name) ?? ""} onChange={(e) => set(name, [e.currentTarget.value])}>
        {children}
      </select>
    </label>
  );
}

function Grades({ query, set, words }: Field & { words: Record<string, string> }) {
  const chosen = query.getAll("grade");
  const turn = (grade: string) =>
    set("grade", chosen.includes(grade) ? chosen.filter((g) => g !== grade) : [...chosen, grade]);
  return (
    <fieldset class="grades">
      <legend>Credibility</legend>
      {GRADES.map((grade) => (
        <button
          key={grade}
          type="button"
          class="plain"
          aria-pressed={chosen.includes(grade)}
          onClick={() => turn(grade)}
        >
          <GradeMark credibility={Number(grade)} words={words[grade]} />
        </button>
      ))}
    </fieldset>
  );
}

/** Actors with the letters that are there, once somebody is about to choose one. */
function Actors({ query, set, version }: Field & { version: number }) {
  const [wanted, want] = useState(false);
  const path = asked("actors", { q: query.get("actor") ?? "" });
  const { data } = useAsked<Network["nodes"]>(wanted ? path : null, version);
  return (
    <Text
      name="actor"
      label="Actor"
      placeholder="RUS/MIL, a name"
      query={query}
      set={set}
      onFocus={() => want(true)}
    >
      {data?.map(({ id, name, code }) => (
        <option key={id} value={visible(name)}>
          {code}
        </option>
      ))}
    </Text>
  );
}

export function Filters({ route, desk, version, go, status = true }: View & { status?: boolean }) {
  const { query } = route;
  const set = (name: string, values: readonly string[]) =>
    go(hashOf({ ...route, query: withFilter(query, name, values) }), true);
  const given = [...filtersOf(query)].length;
  const field = { query, set };
  const wide = matchMedia("(min-width: 48rem)").matches;
  return (
    <details class="filters" open={wide}>
      <summary>{given ? `Filters (${given})` : "Filters"}</summary>
      <div class="fields">
        <Choice name="type" label="Type" {...field}>
          <option value="">any</option>
          {Object.keys(desk.codebook.types).map((type) => (
            <option key={type} value={type}>
              {kind({ type, mode: null })}
            </option>
          ))}
        </Choice>
        <Text name="country" label="Country" placeholder="UKR" {...field} />
        <Actors version={version} {...field} />
        <Text name="since" label="From" type="date" {...field} />
        <Text name="until" label="To" type="date" {...field} />
        {status && (
          <Choice name="status" label="Status" {...field}>
            <option value="">happened</option>
            <option value="any">all</option>
            {Object.entries(STATUS)
              .filter(([name]) => name !== "actual")
              .map(([name, words]) => (
                <option key={name} value={name as Status}>
                  {words}
                </option>
              ))}
          </Choice>
        )}
        <Text name="q" label="Words" placeholder="in the reports" {...field} />
        <Grades words={desk.codebook.grades} {...field} />
        {query.has("place") && (
          <button type="button" class="plain" onClick={() => set("place", [])}>
            At one place only ✕
          </button>
        )}
        {given > 0 && (
          <a class="clear" href={hashOf({ view: route.view, id: route.id })}>
            Clear
          </a>
        )}
      </div>
    </details>
  );
}
