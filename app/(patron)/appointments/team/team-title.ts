import type { getTranslations } from 'next-intl/server';
import type { TeamView } from '@/lib/usecases/view-team';

type Words = Awaited<ReturnType<typeof getTranslations<'findPeople'>>>;

/** What a team's page is called: a group and a subject by their own name. */
export const teamTitle = ({ kind, name }: TeamView['team'], t: Words): string =>
  kind === 'location' ? t('locationTitle', { location: name }) : name;
