import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getLocale, getTranslations } from 'next-intl/server';
import { DataList } from '@/app/_ui/data-list';
import { LinkButton } from '@/app/_ui/link-button';
import { Notice } from '@/app/_ui/notice';
import { PageHeader } from '@/app/_ui/page-header';
import { SubmitButton } from '@/app/_ui/submit-button';
import { ActForm } from '@/app/(staff)/act-form';
import { type CaseAnswerView, viewCaseAnswer } from '@/lib/usecases/answer-case';
import { When } from '../../when';
import { answer } from './actions';

const CARRIED = ['as', 'choice', 'seen', 'until', 'key'] as const;

type Props = {
  params: Promise<{ caseId: string }>;
  searchParams: Promise<Partial<Record<(typeof CARRIED)[number], string | string[]>>>;
};

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('caseAnswers');
  // The address holds the key: it goes to no other site and into no index.
  return { title: t('title'), referrer: 'same-origin', robots: { index: false } };
}

/**
 * Where the links of a mail about a case lead, without signing in. A press answers, not the visit: programs follow links in
 * mails too.
 */
export default async function CaseAnswerPage({ params, searchParams }: Props) {
  const [{ caseId }, asked] = [await params, await searchParams];
  const given: Record<string, string> = { caseId };
  for (const name of CARRIED) given[name] = String(asked[name] ?? '');
  const seen = await viewCaseAnswer(given, new Date());
  if (!seen.ok) notFound();
  const view = seen.value;
  const [t, locale] = [await getTranslations('caseAnswers'), await getLocale()];
  const words = t(`choice.${view.resource.kind}.${view.choice}`);
  return (
    <>
      {view.state === 'open' ? (
        <PageHeader title={words} lead={t(`lead.${view.choice}`)} />
      ) : (
        <PageHeader title={t('title')} />
      )}
      <div className="flex max-w-3xl flex-col gap-8">
        {view.state === 'open' ? (
          <ActForm action={answer} hidden={given} problem={t('problem')} className="flex flex-col gap-4">
            <p>{t('ask')}</p>
            <div>
              <SubmitButton variant={view.choice === 'cancel' ? 'danger' : 'primary'} pendingLabel={t('pending')}>
                {t('yes', { choice: words })}
              </SubmitButton>
            </div>
            <p className="text-sm text-ink-soft">{t('as', { name: view.name })}</p>
          </ActForm>
        ) : (
          <Outcome view={view} state={view.state} t={t} />
        )}
        <Facts view={view} t={t} locale={locale} />
      </div>
    </>
  );
}

type Words = Awaited<ReturnType<typeof getTranslations<'caseAnswers'>>>;

function Outcome({
  view,
  state,
  t,
}: {
  view: CaseAnswerView;
  state: Exclude<CaseAnswerView['state'], 'open'>;
  t: Words;
}) {
  const all = <LinkButton href="/desk/conflicts">{t('all')}</LinkButton>;
  if (state === 'answered') return <Notice kind="success">{t(`done.${view.choice}`)}</Notice>;
  return <Notice kind="attention" title={t(state)} action={all} />;
}

/** Both versions and whose it is; of other people's events nothing but times. */
function Facts({ view, t, locale }: { view: CaseAnswerView; t: Words; locale: string }) {
  const { names, ours, theirs, patronName, resource } = view;
  const place = { locale, timeZone: resource.timeZone };
  return (
    <DataList
      entries={[
        { term: t('what'), detail: names.join(', ') },
        { term: t('when'), detail: <When start={ours.start} end={ours.end} place={place} /> },
        {
          term: t('event'),
          detail: theirs ? <When start={theirs.start} end={theirs.end} place={place} /> : t('nothing'),
        },
        { term: t('patron'), detail: patronName || t('anonymous') },
      ]}
    />
  );
}
