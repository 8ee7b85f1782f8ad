'use server';

import { getLocale, getTranslations } from 'next-intl/server';
import { refusalText } from '@/app/_ui/refusal-text';
import { currentActor } from '@/lib/auth/actor';
import { currentVisitor, rememberedVisitor } from '@/lib/auth/visitor';
import type { Place } from '@/lib/messages/format';
import { fromForm } from '@/lib/parse';
import type { Refusal } from '@/lib/refusal';
import { isTimeZone } from '@/lib/time/zone';
import { extendHold } from '@/lib/usecases/extend-hold';
import { holdAppointment } from '@/lib/usecases/hold-appointment';
import { holdSpaces } from '@/lib/usecases/hold-spaces';
import { releaseHold } from '@/lib/usecases/release-hold';
import type { HoldState } from './hold-state';
import { shownHold } from './shown-hold';

/** One form with three buttons: keep the chosen time, keep it longer, let it go. */
export async function holdAction(before: HoldState, form: FormData): Promise<HoldState> {
  const raw = fromForm(form);
  const [actor, now] = [await currentActor(), new Date()];
  const place = { locale: await getLocale(), timeZone: zoneOf(raw.timeZone) };
  const turn = before.turn + 1;
  if (raw.do === 'release') {
    await releaseHold(await currentVisitor(), raw);
    return { held: null, problem: null, turn };
  }
  const answer =
    raw.do === 'extend'
      ? await extendHold(actor, await currentVisitor(), raw, now)
      : await (raw.slug ? holdAppointment : holdSpaces)(actor, await rememberedVisitor(), raw, now);
  if (!answer.ok) return { held: null, problem: await wordsOf(answer.refusal, place), turn };
  return { held: answer.value && (await shownHold(answer.value, now, place)), problem: null, turn };
}

const zoneOf = (given = '') => (isTimeZone(given) ? given : 'UTC');

async function wordsOf(refusal: Refusal, place: Place): Promise<string | null> {
  if (refusal.code === 'too_many_attempts') return (await getTranslations('patron.hold'))('none');
  // A time that is not chosen yet, or not well: the form itself says so when it is sent.
  if (refusal.code === 'invalid') return null;
  return refusalText(refusal, await getTranslations('refusal'), place);
}
