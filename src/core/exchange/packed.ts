import { strFromU8, strToU8, unzlibSync, zlibSync } from 'fflate';

/** A value of JSON, packed as small as is quick. */
export function packed(value: unknown): Uint8Array {
  return zlibSync(strToU8(JSON.stringify(value)), { level: 1 });
}

/** What was packed; undefined where the bytes are not that: they were cut short, or another program wrote them. */
export function unpacked(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(strFromU8(unzlibSync(bytes)));
  } catch (error) {
    if (error instanceof Error) return undefined;
    throw error;
  }
}
