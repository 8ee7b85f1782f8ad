import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { Notice } from '@/app/_ui/notice';
import { PageHeader } from '@/app/_ui/page-header';
import { personOrSignIn } from '@/app/(staff)/person-or-sign-in';
import { refusedPage } from '@/app/(staff)/refused-page';
import { viewHours } from '@/lib/usecases/view-hours';
import { ownerCrumbs } from '../../owner-crumbs';
import { PreviewTable } from '../../preview-table';
import { BelowCard } from './below-card';
import { ExceptionsCard } from './exceptions-card';
import { WeeksCard } from './weeks-card';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('hours.admin'))('title') };
}

type Props = { params: Promise<{ level: string; id: string }>; searchParams: Promise<{ done?: string }> };

export default async function OwnerHoursPage({ params, searchParams }: Props) {
  const [{ level, id }, { done }] = [await params, await searchParams];
  const actor = await personOrSignIn(`/admin/hours/${level}/${id}`);
  const answer = await viewHours(actor, { level, id }, new Date());
  if (!answer.ok && answer.refusal.code === 'not_found') notFound();
  if (!answer.ok) return refusedPage(answer.refusal);
  const { owner, preview } = answer.value;
  const t = await getTranslations('hours.admin');
  return (
    <>
      <PageHeader
        title={t('ownerTitle', { name: owner.name })}
        lead={t(`ownerLead.${owner.level}`, { zone: owner.timeZone })}
        crumbs={ownerCrumbs(owner, t('title'))}
      />
      <div className="flex flex-col gap-8">
        {done === 'saved' && <Notice kind="success">{t('done.saved')}</Notice>}
        <WeeksCard view={answer.value} />
        <ExceptionsCard view={answer.value} />
        <section aria-labelledby="preview" className="flex flex-col gap-3">
          <h2 id="preview" className="text-xl">
            {t('preview')}
          </h2>
          <p className="text-ink-soft">{t('previewLead')}</p>
          <PreviewTable days={preview} caption={t('preview')} />
        </section>
        <BelowCard view={answer.value} />
      </div>
    </>
  );
}
