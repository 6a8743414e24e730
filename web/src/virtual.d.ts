declare module "virtual:basemap" {
  export const atlas: import("./map/world.ts").Atlas;
  export const labels: import("./map/world.ts").Label[];
}
declare module "virtual:basemap-near" {
  export const atlas: import("./map/world.ts").Atlas;
}
declare module "maplibre-gl/dist/maplibre-gl-worker.mjs?worker&url" {
  const url: string;
  export default url;
}
declare module "d3-geo-projection" {
  export function geoProject(
    object: import("geojson").FeatureCollection,
    projection: import("d3-geo").GeoProjection,
  ): import("geojson").GeoJSON;
}
