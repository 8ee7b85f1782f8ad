'use client';

import { classNames } from '@/app/_ui/class-names';
import { Icon, type IconName } from '@/app/_ui/icon';
import { formatTime, formatTimeRange, type Place } from '@/lib/messages/format';
import type { DoorAnswer } from './actions';
import { DoorBooking } from './door-booking';
import { DoorScan } from './door-scan';
import { type DoorState, doorState } from './door-state';
import { type DoorWords, fill } from './door-words';
import { type DoorFacts, useDoor } from './use-door';

type Props = {
  first: DoorFacts;
  /** The server's clock when the page was made, in milliseconds. */
  firstAt: number;
  doorKey: string | undefined;
  book: (state: DoorAnswer, form: FormData) => Promise<DoorAnswer>;
  locale: string;
  /** The library's own address, for QR codes. */
  home: string;
  words: DoorWords;
};

const looks: Record<DoorState['word'], { icon: IconName; className: string }> = {
  free: { icon: 'check', className: 'bg-ok text-ground' },
  busy: { icon: 'person', className: 'bg-attention text-ground' },
  closed: { icon: 'pause', className: 'bg-off text-ground' },
};

/** The whole wall: one big word, until when, what comes next, and one thing to do. Never scrolls. */
export function DoorSign({ first, firstAt, doorKey, book, locale, home, words }: Props) {
  const { view, now, updatedAt, offline, ask } = useDoor(first, firstAt, doorKey);
  const { space } = view;
  const place = { locale, timeZone: space.timeZone };
  const state = doorState(view, now);
  const { icon, className } = looks[state.word];
  return (
    <main
      id="main"
      tabIndex={-1}
      data-state={state.word}
      className="grid h-dvh grid-rows-[auto_minmax(0,1fr)_auto] overflow-hidden bg-ground outline-none landscape:grid-cols-[minmax(0,3fr)_minmax(0,2fr)] landscape:grid-rows-[minmax(0,1fr)_auto]"
    >
      <div
        className={classNames(
          'flex min-h-0 flex-col justify-center gap-[1.5vmin] p-[4vmin] landscape:row-span-1',
          className,
        )}
      >
        <h1 className="text-door-name leading-tight break-words">{space.name}</h1>
        <div role="status" className="flex flex-col gap-[1vmin]">
          <p className="flex items-center gap-[2vmin] font-serif text-door leading-none font-semibold">
            <Icon name={icon} className="size-[0.8em]" />
            {words[state.word]}
          </p>
          <p className="text-door-line">{untilText(state, words, place)}</p>
          {state.label && <p className="text-door-line font-semibold break-words">{state.label}</p>}
        </div>
      </div>
      <div className="flex min-h-0 flex-col justify-between gap-[2vmin] overflow-hidden p-[3vmin]">
        <section aria-labelledby="next" className="min-h-0 shrink overflow-hidden">
          <h2 id="next" className="font-sans text-base font-medium text-ink-soft">
            {words.next}
          </h2>
          {state.next.length === 0 ? (
            <p className="text-lg">{words.nextNone}</p>
          ) : (
            <ul className="text-lg">
              {state.next.map(({ start, end, label }) => (
                <li key={start.getTime()} className="tabular truncate">
                  {formatTimeRange(start, end, place)} <span className="text-ink-soft">{label || words.taken}</span>
                </li>
              ))}
            </ul>
          )}
        </section>
        {view.trusted && view.walkUp && state.word === 'free' && (
          <DoorBooking
            spaceId={space.id}
            doorKey={doorKey ?? ''}
            walkUp={view.walkUp}
            now={now}
            place={place}
            book={book}
            done={ask}
            words={words}
          />
        )}
        <DoorScan view={view} state={state} home={home} place={place} words={words} />
      </div>
      <footer className="flex items-center justify-between gap-4 border-t border-line px-[3vmin] py-1 text-sm landscape:col-span-2">
        <span className="truncate text-ink-soft">{space.locationName}</span>
        <span
          role={offline ? 'alert' : undefined}
          className={classNames(
            'inline-flex shrink-0 items-center gap-1.5',
            offline ? 'font-semibold text-attention' : 'text-ink-soft',
          )}
        >
          {offline && <Icon name="alert" />}
          {fill(offline ? words.offline : words.updated, { time: formatTime(updatedAt, place) })}
        </span>
      </footer>
    </main>
  );
}

function untilText({ word, until }: DoorState, words: DoorWords, place: Place): string {
  if (!until) return words.closedToday;
  const time = formatTime(until, place);
  return fill({ free: words.freeUntil, busy: words.busyUntil, closed: words.closedUntil }[word], { time });
}
