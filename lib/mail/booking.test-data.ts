import { beforeAll } from 'vitest';
import type { BookingForMail } from '@/lib/db/booking-mail';

export function setMailEnvironment(): void {
  beforeAll(() => {
    Object.assign(process.env, {
      DATABASE_URL: 'postgres://nobody@127.0.0.1:9/none',
      PUBLIC_URL: 'https://book.library.example',
      AUTH_SECRET: 'a secret of the tests, long enough to pass',
      SEALING_KEYS: Buffer.alloc(32, 7).toString('base64'),
      SMTP_URL: 'smtp://127.0.0.1:9',
      MAIL_FROM: 'Library <bookings@library.example>',
    });
  });
}

export const booking: BookingForMail = {
  publicId: 'abcd2345',
  status: 'confirmed',
  icsSequence: 0,
  cause: 'user',
  statusReason: null,
  locale: 'en',
  patronName: 'Pat <b>Rowan</b>',
  patronEmail: 'pat@patrons.example',
  madeAt: new Date('2026-11-20T12:00:00Z'),
  holdUntil: null,
  checkInCode: null,
  checkedInAt: null,
  noShowAt: null,
  mediationNote: '',
  libraryName: 'Library Example',
  installationId: '0b6f8f0e-8f9b-4a4e-9a2a-1d1f0c7e2a11',
  libraryMailbox: null,
  appointment: null,
  items: [
    {
      name: 'Linden Room',
      kind: 'space',
      slug: null,
      locationId: 1,
      location: 'Central Library',
      checkInBefore: null,
      checkInAfter: 15,
      address: '12 Elm Street',
      directions: 'First floor.',
      locationDirections: '',
      timeZone: 'America/New_York',
      start: new Date('2026-11-23T19:00:00Z'),
      end: new Date('2026-11-23T20:00:00Z'),
    },
  ],
};

export const now = new Date('2026-11-20T12:00:05Z');

/** The same as an appointment online, with Ada. */
export const appointment: BookingForMail = {
  ...booking,
  items: booking.items.map((item) => ({ ...item, name: 'Ada Park', kind: 'person', slug: 'ada-park', directions: '' })),
  appointment: {
    ...{ resourceId: 7, kindId: 3, kindName: 'Research <b>help</b>', placeId: 5, placeKind: 'online' },
    ...{ placeName: 'Online', building: null, directions: 'Have your draft at hand.', groupId: null, groupName: null },
    ...{
      link: 'https://teams.example/l/meetup-join/19%3ameeting_abc',
      teams: true,
      chosenBy: 'patron',
      fairness: null,
    },
    ...{ person: 'Ada Park', slug: 'ada-park', followUpWords: 'Here is the list.\n\nAda' },
  },
};

/** The same at a desk. */
export const atDesk: BookingForMail = {
  ...appointment,
  appointment: appointment.appointment && {
    ...appointment.appointment,
    ...{ placeKind: 'desk', placeName: 'Desk 3', directions: 'Second floor.', link: '', teams: false },
  },
};
