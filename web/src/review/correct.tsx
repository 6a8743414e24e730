/** Say what a field should hold, or that there is no such event. */
import { useState } from "preact/hooks";
import { hashOf } from "../route.ts";
import { kind, STATUS } from "../say.ts";
import type { Status } from "../wire.ts";
import { Judge } from "./form.tsx";
import type { Judged } from "./review.tsx";

const FIELDS = { status: "status", type: "type", place: "place", when: "days" } as const;
type Field = keyof typeof FIELDS;

function Type({ desk, event }: Judged) {
  const now = event.mode ? `${event.type}.${event.mode}` : event.type;
  return (
    <label>
      Should be
      <select name="value" defaultValue={now}>
        {Object.entries(desk.codebook.types).map(([type, { modes }]) => (
          <optgroup key={type} label={kind({ type, mode: null })}>
            {[null, ...modes].map((mode) => (
              <option key={mode} value={mode ? `${type}.${mode}` : type}>
                {kind({ type, mode })}
              </option>
            ))}
          </optgroup>
        ))}
      </select>
    </label>
  );
}

function Days({ event }: Judged) {
  const { first_day, last_day } = event;
  return (
    <>
      <label>
        First day
        <input name="value" type="date" defaultValue={first_day ?? ""} />
      </label>
      <label>
        Last day
        <input name="value" type="date" defaultValue={last_day ?? ""} />
      </label>
    </>
  );
}

function Value({ field, ...judged }: Judged & { field: Field }) {
  const { event } = judged;
  if (field === "type") return <Type {...judged} />;
  if (field === "when") return <Days {...judged} />;
  if (field === "place")
    return (
      <label>
        Should be a name, “London, CAN”, an id, or none
        <input name="value" required maxLength={200} defaultValue={event.place?.name ?? ""} />
      </label>
    );
  return (
    <label>
      Should be
      <select name="value" defaultValue={event.status}>
        {Object.entries(STATUS).map(([name, words]) => (
          <option key={name} value={name as Status}>
            {words}
          </option>
        ))}
      </select>
    </label>
  );
}

/** What the desk takes: one value, or the first and last day with a stroke between. */
function given(form: FormData): string {
  return form.getAll("value").map(String).join("/");
}

export function Correct(judged: Judged) {
  const { event, changed, follow } = judged;
  const [field, set] = useState<Field>("status");
  return (
    <Judge
      title="Correct"
      button="Record the correction"
      paths={["judgements"]}
      ruling={(form) => ({ kind: "correct", event: event.id, field, value: given(form) })}
      done={follow}
      changed={changed}
    >
      <label>
        Field
        <select name="field" value={field} onChange={(e) => set(e.currentTarget.value as Field)}>
          {Object.entries(FIELDS).map(([name, words]) => (
            <option key={name} value={name}>
              {words}
            </option>
          ))}
        </select>
      </label>
      <Value key={field} {...judged} field={field} />
    </Judge>
  );
}

/** The event is in no list any more; its judgement can be taken back by its number. */
export function Reject({ event, changed, go }: Judged) {
  return (
    <Judge
      title="Reject"
      button="There is no such event"
      paths={["judgements"]}
      ruling={() => ({ kind: "correct", event: event.id, field: "rejected", value: "yes" })}
      done={() => go(hashOf({ view: "ledger" }), true)}
      changed={(said) => changed(`${said} “vedette undo” takes it back.`)}
    />
  );
}
