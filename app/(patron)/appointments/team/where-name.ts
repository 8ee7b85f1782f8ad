import type { getTranslations } from 'next-intl/server';
import type { Where } from '@/lib/usecases/team-options';

type Words = Awaited<ReturnType<typeof getTranslations<'findPeople'>>>;

/** The name of a location, or that it is online. */
export const whereName = ({ location }: Where, t: Words): string => location?.name ?? t('online');
