/** The real host: the Rust side of the app. */
import { invoke } from "@tauri-apps/api/core";
import { listen } from "@tauri-apps/api/event";
import type { View } from "../contract/View";
import type { Host } from "./host";

export const tauriHost: Host = {
  dispatch: (intent) => invoke("dispatch", { intent }),
  snapshot: () => invoke<View>("snapshot"),
  onView: (callback) => listen<View>("view", (event) => callback(event.payload)),
};
