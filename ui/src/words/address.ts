/** Addresses as people read them. What is sent is always the address itself. */
import type { AddressView } from "../contract/AddressView";

/** The host of an address, with its port if it has one. */
export function hostOf(address: string): string {
  return address.replace(/^https?:\/\//, "").replace(/[/?#].*$/, "");
}

/** The address as people write it, where its name is an international one. */
export function readable({ address, shown }: AddressView): string | null {
  return shown === null ? null : address.replace(hostOf(address), shown);
}
