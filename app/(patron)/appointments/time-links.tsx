'use client';

import { buttonClass } from '@/app/_ui/button-class';
import { OwnTime } from '@/app/_ui/own-time/own-time';

/** A free time: where choosing it leads, what the library's clock shows then, and the instant, in ISO. */
export type TimeToChoose = { href: string; label: string; start: string };

type Props = {
  times: readonly TimeToChoose[];
  /** The start that was chosen, if any. */
  chosen: string | null;
  /** For whoever hears a time without its day. */
  day: string;
  timeZone: string;
};

/** The times of one day. In one piece, since a page has hundreds of them. */
export function TimeLinks({ times, chosen, day, timeZone }: Props) {
  return (
    <ul className="flex flex-wrap gap-2">
      {times.map(({ href, label, start }) => (
        <li key={start}>
          {/* A plain link: the keyboard goes on where it leads, in the form, and not in the list of times. */}
          <a
            href={href}
            aria-current={start === chosen ? 'true' : undefined}
            className={buttonClass(start === chosen ? 'primary' : 'secondary', 'normal', 'tabular min-w-24 px-3')}
          >
            {label}
            <OwnTime start={start} timeZone={timeZone} isPlain />
            <span className="sr-only">, {day}</span>
          </a>
        </li>
      ))}
    </ul>
  );
}
