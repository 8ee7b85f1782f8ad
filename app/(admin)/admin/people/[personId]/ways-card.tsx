import { getLocale, getTranslations } from 'next-intl/server';
import { Card } from '@/app/_ui/card';
import { DataList } from '@/app/_ui/data-list';
import { formatDate } from '@/lib/messages/format';
import type { PersonView } from '@/lib/usecases/view-person';

/** How somebody has signed in so far, and since when. */
export async function WaysCard({ account }: { account: PersonView['account'] }) {
  const [t, locale] = [await getTranslations('people'), await getLocale()];
  const day = (at: Date) => formatDate(at, { locale, timeZone: 'UTC' });
  const nameOf = (provider: string) => t(provider === 'azure-ad' ? 'ways.azure-ad' : 'ways.oidc');
  return (
    <Card title={t('person.ways')} id="ways">
      <DataList
        entries={[
          { term: t('ways.password'), detail: t(account.hasPassword ? 'person.hasPassword' : 'person.noPassword') },
          ...account.identities.map(({ provider, since }) => ({
            ...{ key: provider, term: nameOf(provider), detail: t('person.since', { day: day(since) }) },
          })),
          { term: t('person.lastSeen'), detail: day(account.lastSeenAt) },
          { term: t('person.made'), detail: day(account.createdAt) },
        ]}
      />
    </Card>
  );
}
