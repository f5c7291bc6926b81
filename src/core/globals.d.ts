// What every host of the core has besides the language: Node, the browser, an extension host.
// The whole project has these from its hosts' own types, so only the core's own project reads this file.

declare class TextDecoder {
  constructor(encoding?: string, options?: { readonly fatal?: boolean; readonly ignoreBOM?: boolean });
  decode(bytes?: Uint8Array): string;
}

declare class TextEncoder {
  encode(text?: string): Uint8Array;
}
