import { getTranslations } from 'next-intl/server';
import type { ReactNode } from 'react';
import { Frame } from '@/app/(staff)/frame';
import { NotAllowed } from '@/app/(staff)/not-allowed';
import { currentActor } from '@/lib/auth/actor';
import { countCases } from '@/lib/usecases/view-cases';

/** Guests are sent on by the page itself, which knows where it is. */
export default async function AdminLayout({ children }: { children: ReactNode }) {
  const [actor, t, cases] = [
    await currentActor(),
    await getTranslations('admin.sections'),
    await getTranslations('cases'),
  ];
  const isOther = actor.kind === 'person' && actor.role !== 'admin';
  const names = ['integrations', 'catalogue', 'spaces', 'hours', 'people', 'mails', 'privacy'] as const;
  const links: { href: string; label: string }[] = names.map((name) => ({ href: `/admin/${name}`, label: t(name) }));
  links.push({ href: '/admin/mediators', label: (await getTranslations('mediation.mediators'))('title') });
  links.push({ href: '/admin/check-in', label: (await getTranslations('checkIn.settings'))('title') });
  links.push({ href: '/admin/rules', label: (await getTranslations('rules'))('title') });
  links.splice(4, 0, { href: '/admin/conflicts', label: cases('nav', { count: await countCases(actor) }) });
  return (
    <Frame sections={isOther ? null : { label: t('label'), links }}>
      {isOther ? <NotAllowed name={actor.name} who="admin" /> : children}
    </Frame>
  );
}
