/** The gallery: every sample of the core, in the real components. Not part of the app. */
import { mount } from "svelte";
import App from "../App.svelte";
import { Clock } from "../app/clock.svelte";
import { FakeHost } from "../host/fake";
import "../styles/base.css";
import { isLocale } from "../paraglide/runtime.js";
import { followSize } from "../app/size";
import Gallery from "./Gallery.svelte";
import { practised, sampleNow, samples, told } from "./samples";
import { forceTheme } from "./theme";

const target = document.getElementById("app");
const query = new URLSearchParams(location.search);
const shown = samples.find((sample) => sample.name === query.get("show"));

if (target && shown) {
  if (query.get("dir") === "rtl") document.documentElement.dir = "rtl";
  followSize(() => [innerWidth, innerHeight]);
  forceTheme(query.get("theme") === "dark");
  const sample = query.has("ribbon") ? practised(shown.view) : shown.view;
  const asked = query.get("lang");
  const language = isLocale(asked) ? asked : sample.language;
  const view = { ...(query.has("report") ? told(sample) : sample), language };
  const host = new FakeHost(view);
  mount(App, { target, props: { host, clock: new Clock(sampleNow(view, query.has("slow"))) } });
} else if (target) {
  mount(Gallery, { target });
}
