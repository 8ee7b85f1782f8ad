import { getTranslations } from 'next-intl/server';
import type { ReactNode } from 'react';
import { Frame } from '@/app/(staff)/frame';
import { currentActor } from '@/lib/auth/actor';
import { countCases } from '@/lib/usecases/view-cases';
import { waysFor } from '@/lib/usecases/ways-for';
import { StandstillNotice } from './standstill-notice';

/** Guests are sent on by the page itself, which knows where it is; it also says no to whom it is not for. */
export default async function AdminLayout({ children }: { children: ReactNode }) {
  const sections = await adminSections();
  return (
    <Frame sections={sections}>
      {sections && <StandstillNotice />}
      {children}
    </Frame>
  );
}

/** The pages of the administration that somebody may open, under what they are about; null: none. */
async function adminSections() {
  const actor = await currentActor();
  const { admin } = waysFor(actor);
  if (admin.length === 0) return null;
  const [t, cases] = [await getTranslations('admin.sections'), await getTranslations('cases')];
  const caseCount = await countCases(actor);
  const groups = admin.map(({ group, pages }) => ({
    title: t(`groups.${group}`),
    links: pages.map((page) => ({
      href: `/admin/${page}`,
      label: page === 'conflicts' ? cases('nav', { count: caseCount }) : t(page),
    })),
  }));
  return { label: t('label'), groups };
}
