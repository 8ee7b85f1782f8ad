import type { Link } from '@/lib/db/link-rows';

/**
 * Of a person's open calendars the one that was chosen as theirs: the one that is written to, else the first. The others
 * only close time (sync-design §8).
 */
export const mainLink = <L extends Pick<Link, 'id' | 'writes' | 'state'>>(links: readonly L[]): L | undefined => {
  const open = links.filter(({ state }) => state !== 'closing').sort((a, b) => a.id - b.id);
  return open.find(({ writes }) => writes) ?? open[0];
};
