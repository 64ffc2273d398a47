/** Addresses as people read them. What is sent is always the address itself. */

/** An address without its scheme and last slash: "www.corner-shop.com", "corner-shop.com/shop". */
export function shortAddress(address: string): string {
  return address.replace(/^https?:\/\//, "").replace(/\/+$/, "");
}
