/** "Library <bookings@library.example>" or a bare address, taken apart. */
export function mailAddress(text: string): { name: string; address: string } {
  const both = /^\s*"?([^"<]*?)"?\s*<([^>]+)>\s*$/.exec(text);
  return both ? { name: both[1] ?? '', address: both[2] ?? '' } : { name: '', address: text.trim() };
}
