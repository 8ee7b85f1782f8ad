/** Which delta and page links this world has given out. Those of an older world look the same and are not known here. */
export type Links = Set<number>;

const MOST_KEPT = 50_000;

export function giveLink(links: Links, text: string): string {
  const mark = markOf(text);
  links.delete(mark);
  links.add(mark);
  if (links.size > MOST_KEPT) {
    const oldest = links.values().next().value;
    if (oldest !== undefined) links.delete(oldest);
  }
  return text;
}

export function knowsLink(links: Links, text: string): boolean {
  return links.has(markOf(text));
}

/** A mark in place of the long text: two hashes of 26 bits in one number. */
function markOf(text: string): number {
  let one = 2166136261;
  let other = 5381;
  for (let i = 0; i < text.length; i += 1) {
    const code = text.charCodeAt(i);
    one = Math.imul(one ^ code, 16777619);
    other = Math.imul(other, 33) ^ code;
  }
  return (one >>> 6) * 67_108_864 + (other >>> 6);
}
