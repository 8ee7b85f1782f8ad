import type { Actor } from '@/lib/auth/can';
import type { OtherChance } from '@/lib/booking/appointment-types';
import { fairnessOf, fairOrder, fairWindow } from '@/lib/booking/fair-order';
import { judgeTeam } from '@/lib/booking/team-offers';
import type { By } from '@/lib/booking/types';
import { appointmentFrom, type NewAppointment } from '@/lib/db/appointments';
import type { Tx } from '@/lib/db/client';
import { fairFacts } from '@/lib/db/fair-facts';
import type { Answer } from '@/lib/question';
import type { Refusal } from '@/lib/refusal';
import { type Result, refuse } from '@/lib/result';
import { addMinutes } from '@/lib/time/interval';
import { itemsOf } from './appointment-of';
import { endHold } from './end-hold';
import { peopleFacts } from './people-facts';
import { type PatronData, type Placed, placeBooking } from './place-booking';
import { ownSubject } from './subjects';
import { type TeamChance, withFacts } from './team-options';

type Wanted = {
  /** Whom and where one may meet, people in their order, each at their places in theirs. */
  chances: readonly TeamChance[];
  start: Date;
  /** On whose page it is asked for; null: no subject's. */
  subject: string | null;
  patron: PatronData;
  by: By;
  answersOf: (chance: TeamChance) => Answer[];
  /** The patron said whom. */
  isNamed: boolean;
  /** What this visitor holds is let go first. */
  visitorKeys: readonly string[];
};

/**
 * Books one of these people, in the caller's transaction: the least booked of those who are free. All of them, and the rooms
 * they meet in, are locked by one statement before anything is counted, so bookings of the same people follow each other, and
 * none waits for another in a circle. Whose calendar cannot be asked is passed over. The others who are free are kept with it
 * until Outlook has agreed.
 */
export async function placeFairly(
  tx: Tx,
  actor: Actor,
  { chances, start, patron, by, answersOf, isNamed, visitorKeys, subject }: Wanted,
  now: Date,
): Promise<Result<Placed>> {
  const people = [...new Map(chances.map(({ person }) => [person.id, person])).values()];
  const rooms = chances.flatMap(({ wish }) => wish.place.spaceId ?? []);
  await endHold(tx, visitorKeys, [...people.map(({ id }) => id), ...rooms], now);

  const frame = { start, end: addMinutes(start, 1) };
  const { known } = await peopleFacts(tx, { people, frame, patron }, now);
  // By a patron's rules whoever asks: staff who go beyond them choose whom, at the desk.
  const { free, refusals } = judgeTeam(withFacts(chances, known()), start, now);
  if (free.length === 0) return refuse(commonReason(refusals));
  const askable = free.filter(({ facts, room }) => !facts.calendarUnknown && !room?.calendarUnknown);
  const ids = [...new Set(askable.map(({ personId }) => personId))];
  const order = isNamed ? [] : fairOrder(await fairFacts(tx, ids, fairWindow(start)));
  const [first] = order;
  const chance = first ? askable.find(({ personId }) => personId === first.id) : askable[0];
  if (!chance) return refuse({ code: 'calendar_unknown' });

  const { wish, person, minutes } = chance;
  const why: Pick<NewAppointment, 'chosenBy' | 'fairness' | 'others'> = first
    ? { chosenBy: 'fair', fairness: fairnessOf(first, order, start), others: othersThan(first.id, askable, answersOf) }
    : { chosenBy: by, fairness: null };
  const appointment = appointmentFrom(person, wish, { ...why, subject: ownSubject(person, subject) });
  const data = { ...patron, answers: answersOf(chance), appointment };
  const items = itemsOf(person.id, wish, { start, end: addMinutes(start, minutes) });
  return placeBooking(tx, actor, 'person', items, data, now, by);
}

/** Should Outlook say no to whoever was chosen, the next is asked (lib/sync/pass-on). */
export const othersThan = (
  id: number,
  chances: readonly TeamChance[],
  answersOf: (chance: TeamChance) => Answer[],
): OtherChance[] =>
  chances
    .filter(({ person }) => person.id !== id)
    .map((one) => ({
      ...{ resourceId: one.person.id, kindId: one.wish.kind.id, placeId: one.wish.place.id },
      answers: answersOf(one),
    }));

/** What speaks against all of them in the same way is the patron's to know; else the time is simply not free. */
function commonReason([first, ...others]: readonly Refusal[]): Refusal {
  if (first && others.every(({ code }) => code === first.code)) return first;
  return { code: 'slot_taken' };
}
