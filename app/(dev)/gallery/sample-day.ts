import type { DayGridProps, GridSpace, Offer, Stretch, Taken } from '@/app/_ui/day-grid/types';
import { formatDate, formatHour } from '@/lib/messages/format';

const timeZone = 'America/New_York';
const dayStartAt = '2026-11-21T13:00:00.000Z';
const minutes = 16 * 60;
const stepMinutes = 30;
const nowMinute = 5 * 60 + 12;

const rooms = [
  { name: 'Linden Room', picture: 'meeting-room', capacity: 12, features: ['Screen', 'Whiteboard'] },
  { name: 'Carrel 1', picture: 'study-room', capacity: 1, features: ['Power'] },
  { name: 'Carrel 2', picture: 'study-room', capacity: 1, features: ['Power', 'Window'] },
  { name: 'Green Studio', picture: 'media-studio', capacity: 4, features: ['Camera', 'Lights'] },
  { name: 'Podcast Booth', picture: 'podcast-booth', capacity: 2, features: ['Two microphones'] },
  { name: 'Workbench', picture: 'maker-space', capacity: 8, features: ['3D printer'] },
  { name: 'Great Hall', picture: 'reading-hall', capacity: 80, features: [] },
  { name: 'Story Corner', picture: 'family-room', capacity: 16, features: ['Step-free'] },
  { name: 'Quiet Pod East', picture: 'quiet-pod', capacity: 1, features: ['Quiet'] },
  { name: 'Quiet Pod West, by the tall window', picture: 'quiet-pod', capacity: 1, features: ['Quiet'] },
];

/** A made-up Saturday: late opening, an early end, taken stretches at odd minutes, one room with nothing free. */
export function sampleDay(locale: string, count: number): DayGridProps {
  const instant = (minute: number) => new Date(Date.parse(dayStartAt) + minute * 60_000);
  return {
    dateLabel: formatDate(dayStartAt, { locale, timeZone }),
    timeZone,
    locale,
    dayStartAt,
    minutes,
    ticks: Array.from({ length: minutes / 60 }, (_, hour) => ({
      minute: hour * 60,
      label: formatHour(instant(hour * 60), { locale, timeZone }),
    })),
    nowMinute,
    passedMinutes: nowMinute,
    stepMinutes,
    selectHref: '/spaces/{id}?start={start}&end={end}',
    spaces: Array.from({ length: count }, (_, index) => sampleSpace(index)),
  };
}

function sampleSpace(index: number): GridSpace {
  const room = rooms[index % rooms.length] ?? { name: '', picture: 'study-room', capacity: 1, features: [] };
  const round = Math.floor(index / rooms.length);
  const open: Stretch[] = index % 5 === 3 ? [{ from: 120, to: 600 }] : [{ from: 60, to: 840 }];
  const kinds: Taken['kind'][] = ['booked', 'outlook', 'booked', 'held'];
  const closing = open[0]?.to ?? 0;
  const taken: Taken[] = [0, 1, 2, 3].map((part) => {
    const from = Math.floor((90 + ((index * 47 + part * 190) % 700)) / 10) * 10;
    return { from, to: Math.min(closing, from + 50 + ((index + part) % 3) * 35), kind: kinds[part] ?? 'booked' };
  });
  const full = index === 6;
  const busy: Taken[] = full ? [{ from: 60, to: 840, kind: 'booked' }] : taken.filter(({ from, to }) => from < to);
  return {
    id: index + 1,
    name: round ? `${room.name} ${round + 1}` : room.name,
    href: `/spaces/${index + 1}`,
    capacity: room.capacity,
    location: index % 3 === 1 ? '2nd floor' : 'Main Library',
    features: room.features,
    picture: { src: `/pictures/${room.picture}.svg`, alt: '' },
    open,
    taken: busy,
    offers: offersIn(open, busy),
  };
}

function offersIn(open: Stretch[], taken: Taken[]): Offer[] {
  const offers: Offer[] = [];
  for (const { from, to } of open) {
    for (let start = Math.max(from, nowMinute + 18); start < to; start += stepMinutes) {
      const next = Math.min(to, ...taken.filter((one) => one.to > start).map((one) => Math.max(one.from, start)));
      const longest = Math.min(120, Math.floor((next - start) / stepMinutes) * stepMinutes);
      if (longest >= stepMinutes) offers.push({ from: start, min: stepMinutes, max: longest });
    }
  }
  return offers;
}
