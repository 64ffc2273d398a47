/** Addresses as people read them. What is sent is always the address itself. */
import type { AddressView } from "../contract/AddressView";
import type { ProblemView } from "../contract/ProblemView";

/** An address without its scheme and last slash: "www.corner-shop.com", "corner-shop.com/shop". */
export function shortAddress(address: string): string {
  return address.replace(/^https?:\/\//, "").replace(/\/+$/, "");
}

/** The host of an address, with its port if it has one. */
export function hostOf(address: string): string {
  return shortAddress(address).replace(/[/?#].*$/, "");
}

/** The address as people write it, where its name is an international one. */
export function readable({ address, shown }: AddressView): string | null {
  return shown === null ? null : address.replace(hostOf(address), shown);
}

/** The problem with the shop under both its names: what it looks like, and what it is. */
export function named(problem: ProblemView, preview: AddressView | null): ProblemView {
  const { store } = problem.about;
  const shown = preview?.shown ?? null;
  if (!preview || store === null || shown === null || hostOf(preview.address) !== store) return problem;
  return { ...problem, about: { ...problem.about, store: `${shown} (${store})` } };
}
