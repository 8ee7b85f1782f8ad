import { useTranslations } from 'next-intl';
import { useEffect, useRef } from 'react';
import { Button } from '@/app/_ui/button';
import type { Act } from '@/app/(staff)/act-form';
import { MoveForm, type MoveWords } from '../bookings/move-form';
import type { Lift } from './use-lift';

type Props = {
  action: Act;
  lift: Lift;
  /** The instant that it would begin at. */
  start: Date;
  timeZone: string;
  title: string;
  was: string;
  words: MoveWords;
  back: string;
  onRefused: () => void;
  onLeave: () => void;
};

/** What was put down elsewhere is moved only after this: with words to its patron, by mail or not. */
export function DropPanel({ action, lift, start, timeZone, title, was, words, back, onRefused, onLeave }: Props) {
  const t = useTranslations('ui.deskDay');
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  const [date = '', time = ''] = wallOf(start, timeZone);
  const { publicId, version, minutes } = lift.bar;
  return (
    <section
      aria-labelledby="drop-title"
      className="flex max-w-3xl flex-col gap-4 rounded-md border border-line bg-surface p-5 shadow-float sm:p-6"
    >
      <div>
        <h2 id="drop-title" ref={heading} tabIndex={-1} className="text-xl">
          {title}
        </h2>
        <p className="text-ink-soft">{was}</p>
      </div>
      <MoveForm
        action={action}
        hidden={{
          ...{ publicId, version: String(version), timeZone, date, time, minutes: String(minutes) },
          // Of an hour that comes twice, the one that it was put on.
          ...{ start: start.toISOString() },
          ...{ spaceId: String(lift.at.spaceId), back: `${back}&booking=${publicId}` },
        }}
        place={null}
        words={words}
        onRefused={onRefused}
      >
        <Button variant="quiet" onClick={onLeave}>
          {t('leave')}
        </Button>
      </MoveForm>
    </section>
  );
}

/** Date and time by the library's clock, as fields of a form hold them: '2026-11-24', '14:30'. */
const wallOf = (at: Date, timeZone: string): string[] =>
  new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'short' }).format(at).split(' ');
