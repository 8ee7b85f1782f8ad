import { kindKey } from '@/lib/booking/team-kinds';
import { env } from '@/lib/env';

/** A page where a kind of appointment is offered: a person's, a group's, or a location's. */
export type KindPage = { slug: string } | { locationId: number };

/** The address of that page with the kind chosen, to be sent or printed. It holds as long as the kind's name and length do. */
export function kindLink(page: KindPage, { name, minutes }: { name: string; minutes: number }): string {
  const path = 'slug' in page ? page.slug : `locations/${page.locationId}`;
  const query = new URLSearchParams({ kind: kindKey({ name, defaultMinutes: minutes }) });
  return `${env().PUBLIC_URL}/appointments/${path}?${query}`;
}
