import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { KindPage } from '@/app/(staff)/offering/kind-page';

type Props = {
  params: Promise<{ kindId: string }>;
  searchParams: Promise<{ done?: string; person?: string }>;
};

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('appointmentAdmin.kinds'))('title') };
}

/** `/new?person=` is the form of a new one. */
export default async function DeskKindPage({ params, searchParams }: Props) {
  const [{ kindId }, { done, person }] = [await params, await searchParams];
  return <KindPage kindId={kindId} owner={{ person }} done={done} at="desk" crumbsOf={crumbsOf} />;
}

async function crumbsOf() {
  const t = await getTranslations('appointmentAdmin.kinds');
  return [{ href: '/desk/appointments', label: t('title') }];
}
