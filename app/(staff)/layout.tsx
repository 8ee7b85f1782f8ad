import { getTranslations } from 'next-intl/server';
import type { ReactNode } from 'react';
import { currentActor } from '@/lib/auth/actor';
import { countCases } from '@/lib/usecases/view-cases';
import { countWaitingRequests } from '@/lib/usecases/view-requests';
import { Frame } from './frame';
import { NotAllowed } from './not-allowed';

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
  const isPatron = actor.kind === 'person' && actor.role === 'patron';
  const links = [
    { href: '/desk/today', label: t('today') },
    { href: '/desk/day', label: move('nav') },
    { href: '/desk/book', label: series('book') },
    { href: '/desk/appointments/new', label: appointments('nav') },
    { href: '/desk/series', label: series('series') },
    { href: '/desk/blocks', label: series('blocks') },
    { href: '/desk/requests', label: mediation('nav', { count: await countWaitingRequests(actor) }) },
    { href: '/desk/availability', label: availability('nav') },
    { href: '/desk/appointments', label: own('nav') },
    { href: '/desk/calendar', label: t('calendar') },
    { href: '/desk/conflicts', label: cases('nav', { count: await countCases(actor) }) },
    { href: '/desk/bans', label: bans('nav') },
  ];
  return (
    <Frame sections={isPatron ? null : { label: t('label'), links }}>
      {isPatron ? <NotAllowed name={actor.name} who="staff" /> : children}
    </Frame>
  );
}
