'use client';

import { useActionState, useEffect } from 'react';
import { buttonClass } from '@/app/_ui/button-class';
import { formatTime, type Place } from '@/lib/messages/format';
import { addMinutes } from '@/lib/time/interval';
import type { DoorAnswer } from './actions';
import { type DoorWords, fill } from './door-words';

type Props = {
  spaceId: number;
  doorKey: string;
  walkUp: { start: string; minutes: number[] };
  now: Date;
  place: Place;
  book: (state: DoorAnswer, form: FormData) => Promise<DoorAnswer>;
  /** It was answered: the day has changed. */
  done: () => void;
  words: DoorWords;
};

/** One tap takes the space for so long. */
export function DoorBooking({ spaceId, doorKey, walkUp, now, place, book, done, words }: Props) {
  const [answer, submit, pending] = useActionState(book, { done: null, problem: null });
  const start = new Date(walkUp.start);
  const time = formatTime(start, place);
  useEffect(() => {
    if (answer.done || answer.problem) done();
  }, [answer, done]);
  return (
    <form action={submit} className="flex flex-col gap-2">
      <h2 className="font-sans text-lg font-semibold">{start > now ? fill(words.bookFrom, { time }) : words.book}</h2>
      <input type="hidden" name="spaceId" value={spaceId} />
      <input type="hidden" name="key" value={doorKey} />
      <input type="hidden" name="start" value={walkUp.start} />
      <input type="hidden" name="timeZone" value={place.timeZone} />
      <div className="flex flex-wrap gap-2">
        {walkUp.minutes.map((minutes) => (
          <button
            key={minutes}
            type="submit"
            name="minutes"
            value={minutes}
            aria-disabled={pending || undefined}
            aria-label={fill(words.bookLabel, { minutes, time: formatTime(addMinutes(start, minutes), place) })}
            onClick={(event) => pending && event.preventDefault()}
            className={buttonClass('primary', 'normal', 'min-w-20 flex-col gap-0')}
          >
            <span>{fill(words.minutes, { minutes })}</span>
            <span className="text-sm">–{formatTime(addMinutes(start, minutes), place)}</span>
          </button>
        ))}
      </div>
      <p role="status" className="text-sm font-medium">
        {pending ? words.booking : (answer.done ?? answer.problem)}
      </p>
    </form>
  );
}
