import { hashOf } from "../route.ts";
import { clock, LANE } from "../say.ts";
import type { Alarm } from "../wire.ts";
import { Name } from "./told.tsx";

export function AlarmItem({ alarm }: { alarm: Alarm }) {
  return (
    <li class={`row alarm alarm-${alarm.state}`}>
      <span class="alarm-sign" aria-hidden="true">
        {alarm.state === "standing" ? "▲" : "△"}
      </span>
      <div>
        <a class="row-line" href={hashOf({ view: "alarms", id: alarm.id })}>
          <Name text={alarm.what} />
        </a>
        <p class="aside">
          {alarm.state === "standing" ? "" : `${alarm.state} · `}
          <Name text={alarm.watch} /> · {LANE[alarm.lane] ?? alarm.lane} · {clock(alarm.at)}
        </p>
      </div>
    </li>
  );
}
