import { z } from 'zod';
import type { ChosenTime } from '@/lib/db/series';
import { addMinutes, minutesIn } from '@/lib/time/interval';
import { wallTime } from '@/lib/time/zone';
import { formFields, readDate, readTime } from './hours-fields';
import type { DraftTime } from './series-draft';

const id = z.coerce.number().int().positive().max(2_147_483_647);

/**
 * A form about a draft: `all-booking` and `all-meeting` for all times that meet the one or the other, `choice-7` for time
 * 7, which wins; with `space-7`, `date-7` and `start-7` for where it goes. `anyway`: why, over meetings in Outlook.
 */
export const seriesChoicesInput = formFields.transform((form, context) => {
  const seriesId = id.safeParse(form.seriesId);
  if (!seriesId.success) context.addIssue({ code: 'custom', path: ['seriesId'], message: 'invalid' });
  const anyway = (form.anyway ?? '').trim();
  if (anyway.length > 500) context.addIssue({ code: 'custom', path: ['anyway'], message: 'too_long' });
  return seriesId.success ? { seriesId: seriesId.data, anyway, form } : z.NEVER;
});

const ALLOWED = {
  free: ['book', 'skip'],
  booking: ['skip', 'move'],
  own: ['skip', 'move'],
  meeting: ['skip', 'move', 'anyway'],
  never: ['skip'],
} as const;

/** What was chosen for one time of a draft; what the form does not say, or says of what is not so any more, is open. */
export function chosenFor(form: Record<string, string>, time: DraftTime, isBlock: boolean): ChosenTime {
  const { position, verdict } = time;
  const state = verdict?.state ?? 'never';
  const allowed: readonly string[] = ALLOWED[state];
  const forAll = state === 'meeting' ? form['all-meeting'] : state === 'booking' ? form['all-booking'] : undefined;
  const own = form[`choice-${position}`];
  const wish = own || forAll;
  const choice = allowed.find((one) => one === wish && !(one === 'move' && isBlock)) as
    | ChosenTime['choice']
    | undefined;
  if (choice !== 'move') return { position, choice: choice ?? null, to: null };
  const to = own ? namedPlace(form, time) : nearestPlace(time);
  return { position, choice: to ? 'move' : null, to };
}

/** All alike: to the most alike space that is free then. */
function nearestPlace({ spaces, from }: DraftTime): ChosenTime['to'] {
  const free = spaces.find((space) => space.free);
  return free ? { ...from, resourceId: free.id } : null;
}

/** As the person named it; what is left out is as it was. */
function namedPlace(form: Record<string, string>, time: DraftTime): ChosenTime['to'] {
  const { position, from, timeZone, spaces } = time;
  const spaceId = Number(form[`space-${position}`]) || from.resourceId;
  const date = readDate(form, `date-${position}`, () => {});
  const minute = readTime(form[`start-${position}`] ?? '', `start-${position}`, () => {});
  if (!spaces.some((space) => space.id === spaceId)) return null;
  if (!date || minute === null) return { ...from, resourceId: spaceId };
  const start = wallTime(date, minute, timeZone);
  return { resourceId: spaceId, start, end: addMinutes(start, minutesIn(from)) };
}
