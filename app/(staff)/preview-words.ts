import { formatDate, formatDateTime, formatTime, type Place } from '@/lib/messages/format';
import type { MyCalendarPreview } from '@/lib/usecases/preview-my-calendar';

type Key = 'writes' | 'closes' | 'collides' | 'until' | 'collision' | 'more';

/** The words of one kind of calendar: a room's, or one's own. */
type Words = (key: Key, values: Record<string, string | number>) => string;

type Preview = Pick<MyCalendarPreview, 'bookings' | 'blocks' | 'collisions' | 'until'>;

const MOST_COLLISIONS = 10;

/** What linking a calendar comes to, in sentences; times in the zone of `place`. */
export function previewWords(preview: Preview, t: Words, place: Place): { lines: string[]; collisions: string[] } {
  const { bookings, blocks, collisions, until } = preview;
  const span = ({ start, end }: { start: Date; end: Date }) =>
    `${formatDateTime(start, place)} – ${formatTime(end, place)}`;
  const named = collisions
    .slice(0, MOST_COLLISIONS)
    .map(({ publicId, booking, busy }) =>
      t('collision', { reference: publicId, ours: span(booking), theirs: span(busy) }),
    );
  const more = collisions.length - named.length;
  return {
    lines: [
      t('writes', { count: bookings }),
      t('closes', { count: blocks }),
      t('collides', { count: collisions.length }),
      t('until', { date: formatDate(until, place) }),
    ],
    collisions: more > 0 ? [...named, t('more', { count: more })] : named,
  };
}
