import type { ClosingLink } from '@/lib/db/closing-links';

/** How far a removal is that an admin asked for (sync-design §11). */
export type ClosingProgress = {
  links: number;
  /** Events there were, and how many of them are gone. */
  total: number;
  removed: number;
  /** Of those left: given up, somebody has to look. */
  stuck: number;
  /** When the first is removed; until then everything can be undone without a trace. */
  startsAt: Date;
};

/** Null: nothing is being removed. */
export function closingProgress(links: readonly ClosingLink[]): ClosingProgress | null {
  const [first] = links;
  if (!first) return null;
  const sum = (of: (link: ClosingLink) => number) => links.reduce((total, link) => total + of(link), 0);
  const total = sum((link) => link.total);
  // A booking made meanwhile has its own job, with nothing to remove.
  const removed = sum((link) => Math.max(0, link.total - link.left));
  const startsAt = links.reduce((latest, { closesAt }) => (closesAt > latest ? closesAt : latest), first.closesAt);
  return { links: links.length, total, removed, stuck: sum(({ dead }) => dead), startsAt };
}
