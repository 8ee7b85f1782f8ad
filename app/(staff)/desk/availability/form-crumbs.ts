import { getTranslations } from 'next-intl/server';
import type { Crumb } from '@/app/_ui/page-header';
import { availabilityPath } from './paths';

/** The way back to the week that a form was opened from, of the same person. */
export async function formCrumbs(
  person: { id: number; isOwn: boolean; name: string },
  date?: string,
): Promise<Crumb[]> {
  const t = await getTranslations('availability');
  const label = person.isOwn ? t('title') : t('titleOf', { name: person.name });
  return [{ href: availabilityPath({ person, date }), label }];
}
