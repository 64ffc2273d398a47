import { mount } from "svelte";
import App from "./App.svelte";
import { Clock } from "./app/clock.svelte";
import { followSize } from "./app/size";
import { tauriHost } from "./host/tauri";
import "./styles/base.css";

followSize();
const target = document.getElementById("app");
if (target) mount(App, { target, props: { host: tauriHost, clock: new Clock() } });
