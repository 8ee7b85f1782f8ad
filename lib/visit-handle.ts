/**
 * What programs call all bookings of one visit by: the API says one id for a request, and whoever cancels that means all of
 * it (libcal-api §4.8). Letters, digits and `_`, as every booking's id there; no booking's own begins so.
 */
const PREFIX = 'vs_';

export const visitHandle = (visitId: string): string =>
  PREFIX +
  BigInt(`0x${visitId.replaceAll('-', '')}`)
    .toString(36)
    .padStart(25, '0');

/** Null: it is none. */
export function visitOfHandle(text: string): string | null {
  if (!/^vs_[\da-z]{25}$/.test(text)) return null;
  let number = BigInt(0);
  for (const sign of text.slice(PREFIX.length)) number = number * BigInt(36) + BigInt(Number.parseInt(sign, 36));
  const hex = number.toString(16).padStart(32, '0');
  if (hex.length > 32) return null;
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
