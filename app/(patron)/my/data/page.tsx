import type { Metadata } from 'next';
import { getLocale, getTranslations } from 'next-intl/server';
import { Card } from '@/app/_ui/card';
import { DataList } from '@/app/_ui/data-list';
import { LinkButton } from '@/app/_ui/link-button';
import { Notice } from '@/app/_ui/notice';
import { PageHeader } from '@/app/_ui/page-header';
import { personOrSignIn } from '@/app/(staff)/person-or-sign-in';
import { formatDate } from '@/lib/messages/format';
import { type OwnDataView, viewOwnData } from '@/lib/usecases/view-own-data';
import { ForgetCard } from './forget-card';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('privacy.own'))('title') };
}

type Props = { searchParams: Promise<{ forgotten?: string }> };

export default async function OwnDataPage({ searchParams }: Props) {
  const { forgotten } = await searchParams;
  const actor = await personOrSignIn('/my/data');
  const view = await viewOwnData(actor, new Date());
  if (!view.ok) return null;
  const [t, my] = [await getTranslations('privacy.own'), await getTranslations('patron.my')];
  return (
    <>
      <PageHeader title={t('title')} lead={t('lead')} crumbs={[{ href: '/my', label: my('title') }]} />
      <div className="flex max-w-3xl flex-col gap-8">
        {forgotten && /^\d{1,6}$/.test(forgotten) && (
          <Notice kind="success">{t('forget.done', { count: Number(forgotten) })}</Notice>
        )}
        <Card title={t('account')} id="account">
          <Facts view={view.value} />
        </Card>
        <Card title={t('take')} id="take">
          <div className="flex flex-wrap gap-3">
            <LinkButton href="/my/data/data.json" plain>
              {t('json')}
            </LinkButton>
            <LinkButton href="/my/data/bookings.ics" plain>
              {t('ics')}
            </LinkButton>
          </div>
        </Card>
        <ForgetCard forgettable={view.value.forgettable} counted={view.value.counted} />
      </div>
    </>
  );
}

async function Facts({ view: { account, groups, signIns, bookings, bans, acts } }: { view: OwnDataView }) {
  const [t, locale] = [await getTranslations('privacy.own'), await getLocale()];
  const day = (at: Date) => formatDate(at, { locale, timeZone: 'UTC' });
  const banned = bans.map(({ from, until, reason }) =>
    until ? t('ban', { from: day(from), until: day(until), reason }) : t('banOpen', { from: day(from), reason }),
  );
  const language = new Intl.DisplayNames(locale, { type: 'language' });
  return (
    <DataList
      entries={[
        { term: t('name'), detail: account.name },
        { term: t('email'), detail: account.email },
        { term: t('role'), detail: t(`roles.${account.role}`) },
        { term: t('locale'), detail: language.of(account.locale) ?? account.locale },
        { term: t('since'), detail: day(account.createdAt) },
        { term: t('lastSeen'), detail: day(account.lastSeenAt) },
        { term: t('groups'), detail: groups.join(', ') || t('noGroups') },
        {
          term: t('signIns'),
          detail:
            signIns.map(({ provider }) => (provider === 'oidc' ? t('signInOidc') : provider)).join(', ') ||
            t('noSignIns'),
        },
        { term: t('bookings'), detail: t('bookingsText', { count: bookings }) },
        {
          term: t('bans'),
          detail: banned.length === 0 ? t('noBans') : banned.map((text) => <p key={text}>{text}</p>),
        },
        ...(acts > 0 ? [{ term: t('acts'), detail: t('actsText', { count: acts }) }] : []),
        { term: t('mails'), detail: t('mailsText') },
      ]}
    />
  );
}
