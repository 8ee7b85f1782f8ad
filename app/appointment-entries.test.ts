import { expect, test } from 'vitest';
import type { BookingView } from '@/lib/usecases/view-booking';
import { appointmentEntries } from './appointment-entries';

type Told = Parameters<typeof appointmentEntries>[0];
const words = ((key: string) => key) as Parameters<typeof appointmentEntries>[1];

const online = {
  appointment: {
    ...{ kindName: 'Research help', placeKind: 'online', placeName: 'Video', directions: '', building: null },
    ...{ link: 'https://meet.example/x', teams: true, chosenBy: 'patron', fairness: null },
  },
  items: [{ kind: 'person', name: 'Ada Park' }],
} as unknown as Omit<Told, 'status'>;

const termsOf = (status: BookingView['status']) =>
  appointmentEntries({ ...online, status }, words).map(({ term }) => term);

test('the link of a meeting is shown while it is to take place, and left out once it is not', () => {
  expect(termsOf('confirmed')).toEqual(['kind', 'with', 'where', 'link']);
  expect(termsOf('mediation')).toContain('link');
  for (const status of ['cancelled', 'denied', 'expired', 'released'] as const)
    expect(termsOf(status)).toEqual(['kind', 'with', 'where']);
});
