import { asked } from "../api.ts";
import { network } from "../charts/network.ts";
import type { View } from "../context.ts";
import { useAsked, useTitle } from "../hooks.ts";
import { AsTable, Drawing } from "../parts/figure.tsx";
import { Filters } from "../parts/filters.tsx";
import { Empty, Shown } from "../parts/states.tsx";
import { filtersOf } from "../route.ts";
import { visible } from "../visible.ts";
import type { Network } from "../wire.ts";

function rows({ nodes, links }: Network): (string | number)[][] {
  const names = new Map(nodes.map((node) => [node.id, visible(node.name)]));
  const told = [...links].sort((a, b) => b.events - a.events);
  return told.map(({ source, target, events, intensity }) => [
    `${names.get(source) ?? source} and ${names.get(target) ?? target}`,
    events,
    intensity?.toFixed(1) ?? "",
  ]);
}

export function NetworkView(view: View) {
  useTitle("Actors");
  const found = useAsked<Network>(asked("network", filtersOf(view.route.query)), view.version);
  return (
    <>
      <h1>Actors</h1>
      <Filters {...view} />
      <Shown asked={found} what="the actors">
        {(data) =>
          data.nodes.length ? (
            <Drawing
              data={data}
              draw={network}
              caption="The busiest actors. A disc is as large as its events are many, a line as thick as those of both; dashed lines mean conflict on the whole."
            >
              <AsTable head={["between", "events", "intensity"]} rows={rows(data)} />
            </Drawing>
          ) : (
            <Empty>No event with actors passes these filters.</Empty>
          )
        }
      </Shown>
    </>
  );
}
