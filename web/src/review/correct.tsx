/** Say what a field should hold. */
import { useState } from "preact/hooks";
import { STATUS } from "../say.ts";
import type { Status } from "../wire.ts";
import { Judge } from "./form.tsx";
import type { Judged } from "./review.tsx";

const FIELDS = {
  status: "status",
  type: "type",
  mode: "mode",
  place: "place",
  first_day: "first day",
  last_day: "last day",
} as const;
type Field = keyof typeof FIELDS;

function Value({ field, desk, event }: Judged & { field: Field }) {
  if (field === "status")
    return (
      <select name="value">
        {Object.entries(STATUS).map(([name, words]) => (
          <option key={name} value={name as Status}>
            {words}
          </option>
        ))}
      </select>
    );
  if (field === "type")
    return (
      <select name="value">
        {Object.keys(desk.codebook.types).map((type) => (
          <option key={type}>{type}</option>
        ))}
      </select>
    );
  if (field === "mode") {
    const modes = desk.codebook.types[event.type]?.modes ?? [];
    return (
      <select name="value">
        <option value="">none</option>
        {modes.map((mode) => (
          <option key={mode}>{mode}</option>
        ))}
      </select>
    );
  }
  if (field === "place") return <input name="value" required />;
  return <input name="value" required type="date" />;
}

export function Correct(judged: Judged) {
  const { event, changed, follow } = judged;
  const [field, set] = useState<Field>("status");
  return (
    <Judge
      title="Correct"
      button="Record the correction"
      paths={["judgements"]}
      ruling={(form) => ({
        kind: "correct",
        event: event.id,
        field,
        value: String(form.get("value") ?? ""),
      })}
      done={follow}
      changed={changed}
    >
      <label>
        Field
        <select value={field} onChange={(e) => set(e.currentTarget.value as Field)}>
          {Object.entries(FIELDS).map(([name, words]) => (
            <option key={name} value={name}>
              {words}
            </option>
          ))}
        </select>
      </label>
      {/* biome-ignore lint/a11y/noLabelWithoutControl: the control is what Value makes */}
      <label>
        Should be
        <Value key={field} {...judged} field={field} />
      </label>
    </Judge>
  );
}
