import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { KindPage } from '@/app/(staff)/offering/kind-page';
import type { KindView } from '@/lib/usecases/view-kinds';

type Props = {
  params: Promise<{ kindId: string }>;
  searchParams: Promise<{ done?: string; category?: string; person?: string }>;
};

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('appointmentAdmin.kinds'))('titleOf') };
}

/** `/new?category=` or `?person=` is the form of a new one. */
export default async function AdminKindPage({ params, searchParams }: Props) {
  const [{ kindId }, { done, ...owner }] = [await params, await searchParams];
  return <KindPage kindId={kindId} owner={owner} done={done} at="admin" crumbsOf={crumbsOf} />;
}

async function crumbsOf({ category, person }: KindView) {
  const t = await getTranslations('appointmentAdmin');
  const above = { href: '/admin/appointments', label: t('title') };
  if (category) return [above, { href: `/admin/appointments/categories/${category.id}`, label: category.name }];
  return person ? [above, { href: `/admin/appointments/people/${person.id}`, label: person.name }] : [above];
}
