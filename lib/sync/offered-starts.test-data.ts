import { db } from '@/lib/db/client';
import { resources } from '@/lib/db/resources';
import { everyDay, type Sample } from '@/lib/db/sample-library.test-data';
import { type Interval, merge } from '@/lib/time/interval';
import { addDays, datesBetween, type LocalDate, startOfDay, wallTime } from '@/lib/time/zone';
// biome-ignore lint/style/noRestrictedImports: what is read in Outlook is followed to what is offered, for tests only.
import { personOffers } from '@/lib/usecases/person-offers';

/** The librarian is there in these hours every day, for half hours at her desk and online. Minutes of the day. */
const HOURS = { from: 540, to: 720, each: 30 };

/** For so many days from tomorrow on, in the library's zone. */
export function offeredStarts(today: LocalDate, days: number, timeZone: string) {
  const frame: Interval = {
    start: startOfDay(addDays(today, 1), timeZone),
    end: startOfDay(addDays(today, days), timeZone),
  };
  const minutes = Array.from({ length: (HOURS.to - HOURS.from) / HOURS.each }, (_, at) => HOURS.from + at * HOURS.each);
  const slots = datesBetween(addDays(today, 1), addDays(today, days - 1)).flatMap((date) =>
    minutes.map((minute) => ({
      start: wallTime(date, minute, timeZone),
      end: wallTime(date, minute + HOURS.each, timeZone),
    })),
  );
  return {
    frame,
    async arrange({ librarian, desks }: Sample): Promise<void> {
      const { id: resourceId } = librarian;
      await db().category.update({ where: { id: desks.id }, data: { windowDays: days } });
      const place = (kind: 'desk' | 'online', position: number) =>
        db().appointmentPlace.create({ data: { resourceId, kind, name: kind, position } });
      const places = [await place('desk', 0), await place('online', 1)];
      await db().availabilityRule.deleteMany({});
      const create = places.map(({ id: placeId }) => ({ placeId }));
      const rule = { resourceId, ...everyDay(HOURS.from, HOURS.to), places: { create } };
      await db().availabilityRule.create({ data: rule });
    },
    /** As the library offers them. */
    async offered({ librarian }: Sample, mode: 'in_person' | 'online'): Promise<string[]> {
      const people = await resources(db(), { ids: [librarian.id] });
      const [found] = await personOffers(db(), { people, frame, patron: null, filter: { mode } }, new Date());
      return (found?.offers ?? []).map(({ start }) => start.toISOString());
    },
    /** As it has to, where these times are closed. */
    expected(closed: readonly Interval[]): string[] {
      const taken = merge([...closed]);
      let next = 0;
      return slots.flatMap(({ start, end }) => {
        while (taken[next] && (taken[next]?.end ?? start) <= start) next += 1;
        const first = taken[next];
        return first && first.start < end ? [] : [start.toISOString()];
      });
    },
  };
}
