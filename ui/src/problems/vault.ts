import type { ProblemCode } from "../contract/ProblemCode";

const OF_VAULT: readonly ProblemCode[] = ["H12", "H14", "H21", "H22"];

/** Whether a problem is about this computer's password store. */
export function isOfVault(code: ProblemCode | undefined): boolean {
  return code !== undefined && OF_VAULT.includes(code);
}
