import { render } from "preact";
import { App } from "./app.tsx";
import { showTheme } from "./kept.ts";
import "./style.css";

showTheme();
const desk = document.getElementById("desk");
if (desk) render(<App />, desk);
