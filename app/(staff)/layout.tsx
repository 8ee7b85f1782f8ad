import { getTranslations } from 'next-intl/server';
import type { ReactNode } from 'react';
import { currentActor } from '@/lib/auth/actor';
import { countCases } from '@/lib/usecases/view-cases';
import { countWaitingRequests } from '@/lib/usecases/view-requests';
import { type DeskPage, waysFor } from '@/lib/usecases/ways-for';
import { Frame } from './frame';

/** Guests are sent on by the page itself, which knows where it is. */
export default async function StaffLayout({ children }: { children: ReactNode }) {
  const [actor, t, cases, mediation, series, move, bans, availability, own, appointments] = [
    await currentActor(),
    await getTranslations('desk.sections'),
    await getTranslations('cases'),
    await getTranslations('mediation'),
    await getTranslations('series.nav'),
    await getTranslations('move'),
    await getTranslations('bans'),
    await getTranslations('availability'),
    await getTranslations('appointmentAdmin'),
    await getTranslations('appointmentDesk'),
  ];
  const labels: Record<DeskPage, string> = {
    today: t('today'),
    day: move('nav'),
    book: series('book'),
    'appointments/new': appointments('nav'),
    series: series('series'),
    blocks: series('blocks'),
    requests: mediation('nav', { count: await countWaitingRequests(actor) }),
    availability: availability('nav'),
    appointments: own('nav'),
    calendar: t('calendar'),
    conflicts: cases('nav', { count: await countCases(actor) }),
    bans: bans('nav'),
  };
  const groups = waysFor(actor).desk.map(({ group, pages }) => ({
    title: t(`groups.${group}`),
    links: pages.map((page) => ({ href: `/desk/${page}`, label: labels[page] })),
  }));
  return <Frame sections={groups.length > 0 ? { label: t('label'), groups } : null}>{children}</Frame>;
}
