/** Observable Plot puts a style sheet into each drawing, which the page's content policy would
 * refuse. The page has those few rules itself (`style.css`, "plot"), so they are taken out. */
import * as Plot from "@observablehq/plot";

export function plain(options: Plot.PlotOptions): Element {
  const drawn = Plot.plot({ className: "plot", ...options });
  for (const sheet of drawn.querySelectorAll("style")) sheet.remove();
  // A drawing is one picture to a screen reader; its parts are told by the table below it.
  drawn.setAttribute("role", "img");
  for (const part of drawn.querySelectorAll("g[aria-label]")) part.removeAttribute("aria-label");
  return drawn;
}
