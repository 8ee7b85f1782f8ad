import { QrCode } from '@/app/_ui/qr-code';
import { formatTime, type Place } from '@/lib/messages/format';
import type { DoorState } from './door-state';
import { type DoorWords, fill } from './door-words';
import type { DoorFacts } from './use-door';

type Props = { view: DoorFacts['view']; state: DoorState; home: string; place: Place; words: DoorWords };

/** One code to scan: whoever is awaited checks in; else, while it is free, whoever stands there may book. */
export function DoorScan({ view, state, home, place, words }: Props) {
  const { space, checkInUntil, walkUp, trusted } = view;
  if (checkInUntil) {
    const text = fill(words.checkInText, { time: formatTime(checkInUntil, place) });
    return <Scan address={`${home}/r?space=${space.id}`} title={words.checkIn} text={text} words={words} />;
  }
  if (state.word !== 'free' || (trusted && walkUp)) return null;
  const chosen = walkUp ? `?start=${walkUp.start.replace(/:00\.000Z$/, 'Z')}` : '';
  const address = `${home}/spaces/${space.id}${chosen}`;
  const text = walkUp ? words.bookByPhoneText : '';
  return <Scan address={address} title={words.bookByPhone} text={text} words={words} />;
}

function Scan({ address, title, text, words }: { address: string; title: string; text: string; words: DoorWords }) {
  return (
    <section className="flex min-h-0 items-center gap-[2.5vmin]">
      <QrCode address={address} label={fill(words.qr, { address })} className="size-[min(30vmin,11rem)] shrink-0" />
      <div className="min-w-0">
        <h2 className="font-sans text-lg font-semibold">{title}</h2>
        {text && <p className="text-base text-ink-soft">{text}</p>}
      </div>
    </section>
  );
}
