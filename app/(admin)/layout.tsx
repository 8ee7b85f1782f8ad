import { getTranslations } from 'next-intl/server';
import type { ReactNode } from 'react';
import { Frame } from '@/app/(staff)/frame';
import { NotAllowed } from '@/app/(staff)/not-allowed';
import { currentActor } from '@/lib/auth/actor';
import { countCases } from '@/lib/usecases/view-cases';

/** Guests are sent on by the page itself, which knows where it is. */
export default async function AdminLayout({ children }: { children: ReactNode }) {
  const actor = await currentActor();
  const isOther = actor.kind === 'person' && actor.role !== 'admin';
  return (
    <Frame sections={isOther ? null : await adminSections(await countCases(actor))}>
      {isOther ? <NotAllowed name={actor.name} who="admin" /> : children}
    </Frame>
  );
}

const PAGES = {
  places: ['catalogue', 'spaces', 'appointments', 'hours'],
  booking: ['rules', 'mediators', 'check-in', 'mails'],
  outlook: ['integrations', 'conflicts'],
  library: ['people', 'embeds', 'privacy'],
} as const;

/** Every page of the administration, under what it is about. */
async function adminSections(caseCount: number) {
  const [t, cases] = [await getTranslations('admin.sections'), await getTranslations('cases')];
  const groups = (Object.keys(PAGES) as (keyof typeof PAGES)[]).map((group) => ({
    title: t(`groups.${group}`),
    links: PAGES[group].map((page) => ({
      href: `/admin/${page}`,
      label: page === 'conflicts' ? cases('nav', { count: caseCount }) : t(page),
    })),
  }));
  return { label: t('label'), groups };
}
