declare module "virtual:basemap" {
  const topology: object;
  export default topology;
}
declare module "maplibre-gl/dist/maplibre-gl-worker.mjs?worker&url" {
  const url: string;
  export default url;
}
