import { expect, test } from 'vitest';
import { addNotice } from '@/lib/db/booking-notices';
import { db } from '@/lib/db/client';
import { openConflict } from '@/lib/db/conflicts';
import { linkToCalendar, moment, sampleLibrary } from '@/lib/db/sample-library.test-data';
import { testDatabase } from '@/lib/db/test-database';
import { wasBefore } from './was-before';

testDatabase();

const at = (time: string) => moment('2026-11-24', time);

test('moved by staff twice, once by a case: where it was before the later one', async () => {
  const { quiet, ada } = await sampleLibrary();
  const linkId = await linkToCalendar(quiet.id, ada.id);
  const { id: bookingId } = await db().booking.create({
    data: { publicId: 'b', status: 'confirmed', patronName: 'P', patronEmail: 'p@example.org' },
  });
  const notice = (start: string, when: string) =>
    addNotice(
      db(),
      { bookingId, resourceId: quiet.id, start: at(start), end: at('18:00'), words: '', byId: null },
      at(when),
    );
  const before = async () =>
    (await wasBefore(db(), { id: bookingId, statusReason: 'moved_by_staff' }))?.start.toISOString();
  await notice('10:00', '07:00');
  expect(await before()).toBe(at('10:00').toISOString());
  const ours = { start: at('11:00').toISOString(), end: at('18:00').toISOString(), showAs: 'busy' };
  const about = { linkId, resourceId: quiet.id, bookingId, remoteId: 'event', policy: 'ask', resolution: 'applied' };
  await openConflict(db(), { ...about, kind: 'mirror_moved', evidence: { ours, theirs: null } }, at('08:00'));
  expect(await before()).toBe(at('11:00').toISOString());
  await notice('12:00', '09:00');
  expect(await before()).toBe(at('12:00').toISOString());
});
