/** What is done once more has one name on a step: the foot, the card and the text call it alike. */
import type { ButtonView } from "../contract/ButtonView";

/** Whether a card's button asks for what the foot does: then the foot has it for both. */
export function isAtFoot(button: ButtonView | null | undefined): boolean {
  return button?.press.kind === "tryAgain";
}
