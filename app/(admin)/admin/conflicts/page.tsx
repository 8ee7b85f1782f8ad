import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { CaseList } from '@/app/(staff)/cases/case-list';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('cases'))('title') };
}

type Props = { searchParams: Promise<{ done?: string; move?: string; left?: string }> };

export default async function ConflictsPage({ searchParams }: Props) {
  return <CaseList from="admin" search={await searchParams} />;
}
