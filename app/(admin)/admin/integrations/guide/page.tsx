import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { LinkButton } from '@/app/_ui/link-button';
import { Notice } from '@/app/_ui/notice';
import { PageHeader } from '@/app/_ui/page-header';
import { personOrSignIn } from '@/app/(staff)/person-or-sign-in';
import { refusedPage } from '@/app/(staff)/refused-page';
import { viewIntegration } from '@/lib/usecases/view-integration';
import { viewPreflight } from '@/lib/usecases/view-preflight';
import { type Answers, chosenOf, handoutOf } from './chosen';
import { ConnectStep } from './connect-step';
import { PasteStep } from './paste-step';
import { QuestionsCard } from './questions-card';
import { RegisterStep } from './register-step';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('setup.guide'))('title') };
}

type Props = { searchParams: Promise<Answers & { done?: string }> };

/** The way to Outlook for whoever does it once in their life; the page beside it is for people who know. */
export default async function GuidePage({ searchParams }: Props) {
  const { done, ...answers } = await searchParams;
  const actor = await personOrSignIn('/admin/integrations/guide');
  const answer = await viewIntegration(actor, new Date());
  const test = await viewPreflight(actor, new Date());
  if (!answer.ok) return refusedPage(answer.refusal);
  if (!test.ok) return refusedPage(test.refusal);
  const view = answer.value;
  const chosen = chosenOf(answers, view.saved);
  const [t, links] = [await getTranslations('setup.guide'), await getTranslations('setup.links')];
  const words = await getTranslations('admin.integrations');
  const said = (['saved', 'savedNext', 'activated'] as const).find((one) => one === done);
  return (
    <>
      <PageHeader
        title={t('title')}
        lead={t('lead')}
        crumbs={[{ href: '/admin/integrations', label: words('title') }]}
        aside={
          <LinkButton href={handoutOf(chosen)} variant="secondary">
            {links('handout')}
          </LinkButton>
        }
      />
      <div className="flex flex-col gap-6">
        {view.steps.connect === 'done' && (
          <Notice kind="success" title={t('finished')} still>
            {t('finishedText')}
          </Notice>
        )}
        <QuestionsCard chosen={chosen} />
        <RegisterStep view={view} chosen={chosen} />
        <PasteStep
          view={view}
          test={test.value}
          chosen={chosen}
          done={said && <Notice kind="success">{words(`done.${said}`)}</Notice>}
        />
        <ConnectStep view={view} chosen={chosen} />
        <p className="flex flex-wrap items-center gap-3">
          {t('know')}
          <LinkButton href="/admin/integrations" variant="secondary">
            {t('toPage')}
          </LinkButton>
        </p>
      </div>
    </>
  );
}
