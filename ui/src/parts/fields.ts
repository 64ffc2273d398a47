import type { Field } from "../contract/Field";

/** The id of the field a problem may belong beside. */
export function fieldId(field: Field): string {
  return `field-${field}`;
}

/** The card of the step's problem, if there is one. */
export const PROBLEM_CARD = "problem";

/**
 * What of that card describes the field that it belongs to: its title and its first sentence. All of it,
 * with buttons and code, would be read as one long word.
 */
export const PROBLEM_SAYS = `${PROBLEM_CARD}-title ${PROBLEM_CARD}-gist`;

/** The list of what is worth knowing. */
export const REMARKS = "remarks";
