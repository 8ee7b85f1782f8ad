import type { Metadata } from 'next';
import { getLocale, getTranslations } from 'next-intl/server';
import { Card } from '@/app/_ui/card';
import { DataList } from '@/app/_ui/data-list';
import { LinkButton } from '@/app/_ui/link-button';
import { Notice } from '@/app/_ui/notice';
import { PageHeader } from '@/app/_ui/page-header';
import { personOrSignIn } from '@/app/(staff)/person-or-sign-in';
import { currentSession } from '@/lib/auth/actor';
import { formatDate } from '@/lib/messages/format';
import { viewOwnSessions } from '@/lib/usecases/own-sessions';
import { type OwnDataView, viewOwnData } from '@/lib/usecases/view-own-data';
import { ForgetCard } from './forget-card';
import { SessionsCard } from './sessions-card';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('privacy.own'))('title') };
}

type Props = { searchParams: Promise<{ forgotten?: string; ended?: string }> };

export default async function OwnDataPage({ searchParams }: Props) {
  const { forgotten, ended } = await searchParams;
  const [actor, now] = [await personOrSignIn('/my/data'), new Date()];
  const view = await viewOwnData(actor, now);
  if (!view.ok) return null;
  const sessions = await viewOwnSessions(actor, now, await currentSession());
  const [t, my] = [await getTranslations('privacy.own'), await getTranslations('patron.my')];
  const own = await getTranslations('ownSessions');
  return (
    <>
      <PageHeader title={t('title')} lead={t('lead')} crumbs={[{ href: '/my', label: my('title') }]} />
      <div className="flex max-w-3xl flex-col gap-8">
        {forgotten && /^\d{1,6}$/.test(forgotten) && (
          <Notice kind="success">{t('forget.done', { count: Number(forgotten) })}</Notice>
        )}
        {(ended === 'one' || ended === 'others') && <Notice kind="success">{own(`ended.${ended}`)}</Notice>}
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
        {sessions.ok && <SessionsCard view={sessions.value} />}
        <ForgetCard forgettable={view.value.forgettable} counted={view.value.counted} />
      </div>
    </>
  );
}

async function Facts({ view: { account, groups, signIns, bookings, bans, acts } }: { view: OwnDataView }) {
  const [t, names] = [await getTranslations('privacy.own'), await getTranslations('people')];
  const locale = await getLocale();
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
        { term: t('role'), detail: names(`roles.${account.role}`) },
        { term: t('locale'), detail: language.of(account.locale) ?? account.locale },
        { term: t('since'), detail: day(account.createdAt) },
        { term: t('lastSeen'), detail: day(account.lastSeenAt) },
        { term: t('groups'), detail: groups.join(', ') || t('noGroups') },
        {
          term: t('signIns'),
          detail:
            signIns
              .map(({ provider }) => (provider === 'azure-ad' ? names('ways.azure-ad') : t('signInOidc')))
              .join(', ') || t('noSignIns'),
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
