/** The map itself: MapLibre with everything it needs in the page. */

import { atlas, labels } from "virtual:basemap";
import { type GeoJSONSource, MapLibreMap, type MapMouseEvent, setWorkerUrl } from "maplibre-gl";
import worker from "maplibre-gl/dist/maplibre-gl-worker.mjs?worker&url";
import type { MapPlace } from "../wire.ts";
import { circles, countries, marks, type Shape } from "./areas.ts";
import { DENSITY, icons } from "./icons.ts";
import { LANES, type Lane } from "./lanes.ts";
import { palette } from "./palette.ts";
import { styleOf } from "./style.ts";
import { ground, middles, outlines, type World } from "./world.ts";

setWorkerUrl(new URL(worker, import.meta.url).href);

export interface Shown {
  places: readonly MapPlace[];
  lanes: ReadonlySet<Lane>;
}

const TOUCH = 5;
/** Milliseconds that the map leaves to the rest of the page before it draws what is new. */
const SOON = 20;
/** Zoom from which the coarse outlines look coarse. */
const NEAR = 2.4;
const MIDDLES = middles(labels);
const middle = (country: string | null) => MIDDLES.get(country) ?? null;

export class EventMap {
  private readonly map: MapLibreMap;
  private shown: Shown = { places: [], lanes: new Set(["actual"]) };
  private ready = false;
  private waiting = 0;
  private fitting = new ResizeObserver(() => this.map.resize());
  private world: World = outlines(atlas);
  private ground = ground(atlas);
  private near = false;

  /** Throws where the browser has no WebGL. `picked` hears which place was clicked. */
  constructor(container: HTMLElement, picked: (place: string | null) => void) {
    this.map = new MapLibreMap({
      container,
      style: this.style(),
      center: [20, 22],
      zoom: 1.1,
      attributionControl: false,
      dragRotate: false,
      pitchWithRotate: false,
      touchPitch: false,
      maxZoom: 9,
      fadeDuration: 0,
      // MapLibre overhears the first change of size, which comes where the view is still laid out.
      trackResize: false,
    });
    this.fitting.observe(container);
    this.map.touchZoomRotate.disableRotation();
    this.map.on("style.load", () => this.dressed());
    this.map.on("click", (event) => picked(this.under(event)));
    this.map.on("zoomend", () => void this.lookNearer());
    const canvas = this.map.getCanvas();
    canvas.setAttribute("aria-label", "Map of events; arrow keys move it, plus and minus zoom");
    this.map.on("idle", () => {
      container.dataset.drawn = String(this.shown.places.length);
    });
  }

  /** Draws soon: lists and charts, which one looks at first, come before it. */
  show(shown: Shown): void {
    this.drawing();
    this.shown = shown;
    clearTimeout(this.waiting);
    this.waiting = window.setTimeout(() => {
      if (this.ready) this.draw();
    }, SOON);
  }

  /** Colours anew, after the theme has changed. */
  dress(): void {
    this.ready = false;
    this.drawing();
    this.map.setStyle(this.style(), { diff: false });
  }

  /** The element says again how many places are drawn once they are. */
  private drawing(): void {
    delete this.map.getContainer().dataset.drawn;
  }

  zoom(by: number): void {
    this.map.zoomTo(this.map.getZoom() + by);
  }

  goTo(place: MapPlace): void {
    const at = place.lon !== null && place.lat !== null ? [place.lon, place.lat] : null;
    const center = (at as [number, number] | null) ?? middle(place.country);
    const zoom = { point: 7, town: 6, district: 6, region: 5, sea: 4, country: 2.6 }[
      place.precision
    ];
    if (center) this.map.easeTo({ center, zoom, duration: 400 });
  }

  remove(): void {
    clearTimeout(this.waiting);
    this.fitting.disconnect();
    this.map.remove();
  }

  private style() {
    return styleOf(palette(), this.ground, labels);
  }

  private async lookNearer(): Promise<void> {
    if (this.near || this.map.getZoom() < NEAR) return;
    this.near = true;
    const fine = await import("virtual:basemap-near");
    this.world = outlines(fine.atlas);
    this.ground = ground(fine.atlas);
    if (!this.ready) return;
    this.source("ground").setData(this.ground);
    this.draw();
  }

  private source(name: string): GeoJSONSource {
    return this.map.getSource(name) as GeoJSONSource;
  }

  private dressed(): void {
    for (const [name, image] of icons(palette()))
      this.map.addImage(name, image, { pixelRatio: DENSITY });
    this.ready = true;
    this.draw();
  }

  private draw(): void {
    const { places, lanes } = this.shown;
    const features: Shape[] = [
      ...countries(places, lanes, this.world),
      ...circles(places, lanes),
      ...marks(places, lanes, middle),
    ];
    this.source("events").setData({ type: "FeatureCollection", features });
  }

  private under({ point: { x, y } }: MapMouseEvent): string | null {
    const box: [[number, number], [number, number]] = [
      [x - TOUCH, y - TOUCH],
      [x + TOUCH, y + TOUCH],
    ];
    const layers = ["marks", ...LANES.map((lane) => `area-${lane}`)];
    const [first] = this.map.queryRenderedFeatures(box, { layers });
    return (first?.properties.place as string | undefined) ?? null;
  }
}
