/** The map in the page. MapLibre comes when it is first wanted; the rest does not wait for it. */
import { useEffect, useRef, useState } from "preact/hooks";
import type { Lane } from "../map/lanes.ts";
import type { EventMap } from "../map/map.ts";
import type { MapPlace } from "../wire.ts";

interface Props {
  places: readonly MapPlace[];
  lanes: ReadonlySet<Lane>;
  picked: MapPlace | null;
  pick: (place: string | null) => void;
}

const NO_MAP =
  "This browser draws no map (WebGL may be missing or turned off). The places are listed below.";

/** The map once it stands, or that there can be none. */
function useMap(pick: Props["pick"]) {
  const place = useRef<HTMLDivElement>(null);
  const [map, set] = useState<EventMap | null>(null);
  const [missing, miss] = useState(false);
  const picked = useRef(pick);
  picked.current = pick;
  useEffect(() => {
    let made: EventMap | null = null;
    let left = false;
    const make = async () => {
      const { EventMap } = await import("../map/map.ts");
      if (left || !place.current) return;
      try {
        made = new EventMap(place.current, (id) => picked.current(id));
        set(made);
      } catch (fault) {
        console.error(fault);
        miss(true);
      }
    };
    void make();
    return () => {
      left = true;
      made?.remove();
    };
  }, []);
  return { place, map, missing };
}

export function MapCanvas({ places, lanes, picked, pick }: Props) {
  const { place, map, missing } = useMap(pick);
  useEffect(() => map?.show({ places, lanes }), [map, places, lanes]);
  useEffect(() => {
    if (picked) map?.goTo(picked);
  }, [map, picked]);
  useEffect(() => {
    const dress = () => map?.dress();
    const system = matchMedia("(prefers-color-scheme: dark)");
    addEventListener("theme", dress);
    system.addEventListener("change", dress);
    return () => {
      removeEventListener("theme", dress);
      system.removeEventListener("change", dress);
    };
  }, [map]);
  if (missing) return <p class="empty">{NO_MAP}</p>;
  return (
    <div class="map-frame">
      <div class="map" ref={place} />
      {map && (
        <div class="zoom">
          <button type="button" aria-label="Zoom in" onClick={() => map.zoom(1)}>
            +
          </button>
          <button type="button" aria-label="Zoom out" onClick={() => map.zoom(-1)}>
            −
          </button>
        </div>
      )}
    </div>
  );
}
