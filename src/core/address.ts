const page = /^https?:\/\/[\p{L}\p{N}_-]+(\.[\p{L}\p{N}_-]+)+\.?(:\d{1,5})?([/?#]\S*)?$/iu;

/**
 * The address of a page of the web as it is typed or pasted, with the `https://` that people leave out; undefined where
 * it is none, or of another kind.
 */
export function webAddressOf(typed: string): string | undefined {
  const words = typed.trim();
  const address = /^[a-z]+:/i.test(words) ? words : `https://${words}`;
  return page.test(address) ? address : undefined;
}
