/** What pressing a button of the core does. */
import type { Session } from "../app/session.svelte";
import type { Press } from "../contract/Press";
import { fieldId } from "../parts/fields";

export function take(session: Session, press: Press): void {
  if (press.kind === "field") document.getElementById(fieldId(press.field))?.focus();
  else if (press.kind === "chooseWebhook") void session.ask({ ...press, custom: "" });
  else void session.ask(press);
}
