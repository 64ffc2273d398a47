import type { Field } from "../contract/Field";

/** The id of the field a problem may belong beside. */
export function fieldId(field: Field): string {
  return `field-${field}`;
}

/** The card that describes a field's problem, if there is one. */
export const PROBLEM_CARD = "problem";

/** The list of what is worth knowing. */
export const REMARKS = "remarks";
