import { db } from '@/lib/db/client';
import { trustOfCalendars } from '@/lib/db/link-trust';

/** How far one calendar is trusted among those of its resource. */
export async function trustOfLink(linkId: number, now: Date) {
  const { resourceId } = await db().calendarLink.findUniqueOrThrow({ where: { id: linkId } });
  return (await trustOfCalendars(db(), [resourceId], now)).find((one) => one.linkId === linkId)?.trust;
}
