import { addMinutes, DAY_MS } from '@/lib/time/interval';
import type { Draft } from './bookings';

/** How a booking of the past came to be, and what became of it. */
export type History = {
  /** Empty where staff only closed the time. */
  patronName: string;
  status: 'confirmed' | 'cancelled' | 'expired';
  cause: 'user' | 'staff' | 'system';
  origin: 'patron' | 'staff' | 'program' | 'door';
  isBlock: boolean;
  createdAt: Date;
  cancelledAt: Date | null;
  noShowAt: Date | null;
};

/** When it was made, and by what way: most by patrons themselves and a day or two ahead, some in front of the door. */
export function beginningOf({ start, patronName }: Pick<Draft, 'start' | 'patronName'>, random: () => number) {
  const way = random();
  const origin = way < 0.78 ? 'patron' : way < 0.9 ? 'staff' : way < 0.96 ? 'program' : 'door';
  const near = random() ** 2.5;
  const createdAt = origin === 'door' ? start : addMinutes(start, -Math.round(10 + near * 13 * 1440));
  return { origin, createdAt, patronName, cause: origin === 'staff' ? 'staff' : 'user' } as const;
}

export function historyOf(draft: Draft, random: () => number): History {
  const { start } = draft;
  const began = beginningOf(draft, random);
  const fate = random();
  const usual = { ...began, status: 'confirmed', isBlock: false, cancelledAt: null, noShowAt: null } as const;
  const between = new Date(start.getTime() - (start.getTime() - began.createdAt.getTime()) * random() ** 2);
  if (fate < 0.09) return { ...usual, status: 'cancelled', cause: 'user', cancelledAt: between };
  if (fate < 0.11) return { ...usual, status: 'cancelled', cause: 'staff', cancelledAt: between };
  if (fate < 0.12) return { ...usual, status: 'expired', cause: 'system' };
  if (fate < 0.15) return { ...usual, noShowAt: addMinutes(start, 20) };
  if (fate < 0.16)
    return {
      ...usual,
      patronName: '',
      origin: 'staff',
      isBlock: true,
      createdAt: new Date(start.getTime() - 9 * DAY_MS),
    };
  return usual;
}
