import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { WithdrawPage } from '@/app/(staff)/offering/withdraw-page';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('appointmentAdmin.active'))('title') };
}

type Props = { searchParams: Promise<{ what?: string; id?: string }> };

export default async function DeskWithdrawPage({ searchParams }: Props) {
  return <WithdrawPage query={await searchParams} at="desk" />;
}
