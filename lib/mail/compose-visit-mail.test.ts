import ICAL from 'ical.js';
import { describe, expect, test } from 'vitest';
import type { BookingForMail } from '@/lib/db/booking-mail';
import { booking, now, setMailEnvironment } from './booking.test-data';
import { composeVisitMail } from './compose-visit-mail';
import { readStrictIcs } from './strict-ics.test-data';

setMailEnvironment();

const room = (name: string, publicId: string, changed: Partial<BookingForMail> = {}): BookingForMail => ({
  ...{ ...booking, publicId, checkInCode: null },
  items: booking.items.map((item) => ({ ...item, name, checkInBefore: 15, checkInAfter: 15 })),
  ...changed,
});
const none = async () => null;

/** UID and STATUS of each event, by two readers that share nothing. */
function eventsOf(text: string) {
  const lenient = new ICAL.Component(ICAL.parse(text))
    .getAllSubcomponents('vevent')
    .map((event) => ['uid', 'status'].map((name) => String(event.getFirstPropertyValue(name))));
  const strict = readStrictIcs(text)
    .components.filter(({ name }) => name === 'VEVENT')
    .map(({ properties }) => ['UID', 'STATUS'].map((name) => properties.find((one) => one.name === name)?.value));
  expect(lenient).toEqual(strict);
  return strict;
}
const uid = (publicId: string) => `booking-${publicId}@${booking.installationId}`;

describe('one mail about several spaces', () => {
  test('names all that are booked, each with its code, and has an event for each', async () => {
    const bookings = [room('Oak', 'aaaa2222', { checkInCode: 'K7P' }), room('Elm', 'bbbb2222', { checkInCode: 'M3Q' })];
    const mail = await composeVisitMail('visit_booked', bookings, now, none);
    expect(mail?.subject).toContain('Oak, Elm');
    expect(mail?.text).toMatch(/Oak: K7P/);
    expect(mail?.text).toMatch(/Elm: M3Q/);
    expect(mail?.ics?.method).toBe('PUBLISH');
    expect(eventsOf(mail?.ics?.content ?? '')).toEqual([
      [uid('aaaa2222'), 'CONFIRMED'],
      [uid('bbbb2222'), 'CONFIRMED'],
    ]);
  });

  test('says what waits and what Outlook took, and has no event for it', async () => {
    const lost = room('Elm', 'bbbb2222', { status: 'cancelled', cause: 'remote', statusReason: 'taken_in_outlook' });
    const asked = room('Fir', 'cccc2222', { status: 'mediation' });
    const mail = await composeVisitMail('visit_booked', [room('Oak', 'aaaa2222'), lost, asked], now, none);
    expect(mail?.text).toMatch(/Not booked: Elm/);
    expect(mail?.text).toMatch(/Waits for the library: Fir/);
    expect(eventsOf(mail?.ics?.content ?? '').map(([id]) => id)).toEqual([uid('aaaa2222')]);
    const onlyAsked = await composeVisitMail('visit_booked', [asked, lost], now, none);
    expect(onlyAsked?.subject).not.toContain('Elm');
    expect(onlyAsked?.ics).toBeUndefined();
  });

  test('in a location’s own words and the patron’s language, with each time where they differ', async () => {
    const own = async () => ({ subject: 'Listo: {space}', body: 'Hola {patron}.' });
    const [late] = booking.items.map((item) => ({
      ...item,
      name: 'Elm',
      end: new Date(item.end.getTime() + 3_600_000),
    }));
    const bookings = [
      room('Oak', 'aaaa2222', { locale: 'es' }),
      room('Elm', 'bbbb2222', { items: late ? [late] : [] }),
    ];
    const mail = await composeVisitMail('visit_booked', bookings, now, own);
    expect(mail?.subject).toBe('Listo: Oak, Elm');
    expect(mail?.text).toMatch(/^Oak: .*\n/m);
    expect(mail?.text).toMatch(/^Elm: .*\n/m);
  });

  test('with one link to confirm; and one when all is cancelled', async () => {
    const waiting = ['aaaa2222', 'bbbb2222'].map((id) => room(id, id, { status: 'unverified', holdUntil: now }));
    const verify = await composeVisitMail('visit_verify', waiting, now, none);
    expect(verify?.text.match(/\/verify\?key=/g)?.length).toBe(1);
    const over = ['aaaa2222', 'bbbb2222'].map((id) => room(id, id, { status: 'cancelled', cause: 'user' }));
    const cancelled = await composeVisitMail('visit_cancelled', over, now, none);
    expect(eventsOf(cancelled?.ics?.content ?? '').map(([, status]) => status)).toEqual(['CANCELLED', 'CANCELLED']);
    expect(await composeVisitMail('visit_verify', over, now, none)).toBeNull();
    expect(await composeVisitMail('visit_booked', over, now, none)).toBeNull();
    const scrubbed = [room('Oak', 'aaaa2222', { patronEmail: '' })];
    expect(await composeVisitMail('visit_booked', scrubbed, now, none)).toBeNull();
  });
});
