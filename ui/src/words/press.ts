/** What pressing a button of the core does. */
import type { Session } from "../app/session.svelte";
import type { Press } from "../contract/Press";
import { fieldId } from "../parts/fields";

export function take(session: Session, press: Press): void {
  if (press.kind !== "field") {
    void session.ask(press.kind === "chooseWebhook" ? { ...press, custom: "" } : press);
    return;
  }
  const box = document.getElementById(fieldId(press.field));
  box?.focus();
  // What is typed next takes the place of what was wrong.
  if (box instanceof HTMLInputElement) box.select();
}
