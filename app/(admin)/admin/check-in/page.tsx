import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { Card } from '@/app/_ui/card';
import { EmptyState } from '@/app/_ui/empty-state';
import { Notice } from '@/app/_ui/notice';
import { PageHeader } from '@/app/_ui/page-header';
import { personOrSignIn } from '@/app/(staff)/person-or-sign-in';
import { refusedPage } from '@/app/(staff)/refused-page';
import { viewCheckInRules } from '@/lib/usecases/save-check-in';
import { saveCheckInAction } from './actions';
import { CheckInForm, type CheckInWords } from './check-in-form';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('checkIn.settings'))('title') };
}

type Props = { searchParams: Promise<{ done?: string }> };

export default async function CheckInPage({ searchParams }: Props) {
  const { done } = await searchParams;
  const actor = await personOrSignIn('/admin/check-in');
  const view = await viewCheckInRules(actor);
  if (!view.ok) return refusedPage(view.refusal);
  const t = await getTranslations('checkIn.settings');
  const words = Object.fromEntries(
    (
      [
        ...(['on', 'onHint', 'before', 'beforeHint', 'after', 'afterHint', 'release', 'releaseHint'] as const),
        ...(['outAfter', 'outAfterHint', 'onLabel', 'offLabel', 'save', 'saving', 'problem'] as const),
      ] as const
    ).map((key) => [key, t(key)]),
  ) as CheckInWords;
  return (
    <>
      <PageHeader title={t('title')} lead={t('lead')} />
      <div className="flex flex-col gap-6">
        {done === 'saved' && <Notice kind="success">{t('saved')}</Notice>}
        {view.value.length === 0 && <EmptyState title={t('none')} />}
        {view.value.map(({ id, name, rules }) => (
          <Card key={id} title={name} id={`location-${id}`}>
            <CheckInForm action={saveCheckInAction} locationId={id} rules={rules} words={words} />
          </Card>
        ))}
      </div>
    </>
  );
}
