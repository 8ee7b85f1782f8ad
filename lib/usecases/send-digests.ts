import { transaction } from '@/lib/db/client';
import { mediatorsOf } from '@/lib/db/mediators';
import { enqueue } from '@/lib/db/outbox';
import { claimDigests, requestsAt } from '@/lib/db/requests';

const EVERY_MINUTES = 60;

/**
 * On a timer: at locations that want it so, one mail an hour to each mediator, about all the requests that wait for
 * them. Whoever claims a location's hour sends it, so two workers send none twice; a quiet hour sends nothing. Returns
 * how many mails.
 */
export const sendDigests = (now: Date): Promise<number> =>
  transaction(async (tx) => {
    const waiting = new Map<number, number[]>();
    for (const locationId of await claimDigests(tx, now, EVERY_MINUTES))
      for (const bookingId of await requestsAt(tx, locationId))
        for (const personId of await mediatorsOf(tx, bookingId))
          waiting.set(personId, [...(waiting.get(personId) ?? []), bookingId]);
    for (const [personId, bookingIds] of waiting)
      await enqueue(tx, { kind: 'mediation_mail', mail: { template: 'mediation_digest', bookingIds, personId } });
    return waiting.size;
  });
