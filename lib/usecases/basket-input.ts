import { z } from 'zod';
import { type Interval, minutesIn } from '@/lib/time/interval';

/** One space of a visit: a space and its own time. */
export type BasketItem = Interval & { resourceId: number };

/** So many spaces fit into one visit (own reading: a class, not a congress). */
export const MOST_SPACES = 6;

/** '12~2026-11-23T15:00:00.000Z~60', with commas between: what an address and a hidden field hold alike. */
const ITEM = /^(\d{1,9})~(2\d{3}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d{3})?)?Z)~(\d{1,4})$/;

/** The other spaces of a visit, beside the one whose form is open. Empty: none. */
export const basketInput = z
  .string()
  .max(600, 'too_long')
  .default('')
  .transform((text, context): BasketItem[] => {
    const parts = text.split(',').filter(Boolean);
    const items = parts.flatMap((part) => itemOf(part) ?? []);
    const isOdd = items.length !== parts.length || new Set(items.map((one) => one.resourceId)).size !== items.length;
    if (isOdd) context.addIssue({ code: 'custom', message: 'invalid' });
    else if (items.length >= MOST_SPACES) context.addIssue({ code: 'custom', message: 'too_many' });
    return items;
  });

function itemOf(text: string): BasketItem | null {
  const [, id = '', start = '', minutes = ''] = ITEM.exec(text) ?? [];
  const from = new Date(start);
  if (!id || Number.isNaN(from.getTime()) || Number(minutes) < 1) return null;
  return { resourceId: Number(id), start: from, end: new Date(from.getTime() + Number(minutes) * 60_000) };
}

/** What {@link basketInput} reads. */
export const basketText = (items: readonly BasketItem[]): string =>
  items.map((one) => `${one.resourceId}~${one.start.toISOString()}~${minutesIn(one)}`).join(',');
