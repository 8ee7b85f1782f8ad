'use server';

import { redirect } from 'next/navigation';
import { getLocale, getTranslations } from 'next-intl/server';
import { refusedForm } from '@/app/(patron)/form-state';
import { currentActor } from '@/lib/auth/actor';
import { formatDateRange } from '@/lib/messages/format';
import { fromForm } from '@/lib/parse';
import type { OldBooking } from '@/lib/usecases/bookings-against-rules';
import { saveCategoryRules } from '@/lib/usecases/save-category-rules';
import { saveLocationLimits } from '@/lib/usecases/save-location-limits';
import type { OldBookings, RulesState } from './rules-state';

/** So many are listed by name; of more only how many there are. */
const LISTED = 50;

export async function saveRulesAction(_: RulesState, form: FormData): Promise<RulesState> {
  const raw = fromForm(form);
  const answer = await saveCategoryRules(await currentActor(), raw, new Date());
  if (!answer.ok) return { ...(await refusedForm(answer.refusal, raw)), old: null };
  const { saved, categoryId } = answer.value;
  if (saved) redirect(`/admin/rules/${categoryId}?done=saved`);
  return shownFirst(raw, answer.value);
}

export async function saveLimitsAction(_: RulesState, form: FormData): Promise<RulesState> {
  const raw = fromForm(form);
  const answer = await saveLocationLimits(await currentActor(), raw, new Date());
  if (!answer.ok) return { ...(await refusedForm(answer.refusal, raw)), old: null };
  const { saved, locationId } = answer.value;
  if (saved) redirect(`/admin/rules/locations/${locationId}?done=saved`);
  return shownFirst(raw, answer.value);
}

/** Nothing was saved: the bookings that stand against it, and the form as it was typed. */
async function shownFirst(
  { shown: _, ...values }: Record<string, string>,
  { seen, old, timeZone }: { seen: string; old: OldBooking[]; timeZone: string },
): Promise<RulesState> {
  return { message: null, fields: {}, values, old: { count: old.length, seen, first: await inWords(old, timeZone) } };
}

async function inWords(old: readonly OldBooking[], timeZone: string): Promise<OldBookings['first']> {
  const [t, locale] = [await getTranslations('rules'), await getLocale()];
  return old.slice(0, LISTED).map(({ publicId, patronName, resourceName, start, end, broken }) => ({
    ...{ id: publicId, href: `/bookings/${publicId}` },
    words: `${resourceName}, ${formatDateRange(start, end, { locale, timeZone })}, ${patronName || t('old.noName')}`,
    why: broken.map((code) => t(`broken.${code}`)).join(', '),
  }));
}
