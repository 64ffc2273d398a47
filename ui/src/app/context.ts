/** What every component may use. */
import { createContext } from "svelte";
import type { Announcer } from "./announcer.svelte";
import type { Clock } from "./clock.svelte";
import type { Guide } from "./guide.svelte";
import type { Notepad } from "./notepad.svelte";
import type { Session } from "./session.svelte";

export interface AppContext {
  session: Session;
  clock: Clock;
  announcer: Announcer;
  notepad: Notepad;
  guide: Guide;
}

export const [useApp, provideApp] = createContext<AppContext>();
