import { getLocale, getTranslations } from 'next-intl/server';
import { Card } from '@/app/_ui/card';
import { DataList } from '@/app/_ui/data-list';
import { ErrorSummary } from '@/app/_ui/error-summary';
import { Notice } from '@/app/_ui/notice';
import { PageHeader } from '@/app/_ui/page-header';
import { SubmitButton } from '@/app/_ui/submit-button';
import { TextField } from '@/app/_ui/text-field';
import { ActForm } from '@/app/(staff)/act-form';
import type { SeriesView } from '@/lib/usecases/view-series';
import { decideSeriesAction } from '../actions';
import { beyondTexts } from '../beyond-text';
import { ruleText } from '../rule-text';
import { whenText } from '../when-text';
import { ForAll } from './for-all';
import { FreeTimes } from './free-times';
import { ReviewTime } from './review-time';

export type DraftView = Extract<SeriesView, { state: 'draft' }>;

/** What is in the way, which rules it goes beyond, and what is to become of each time. */
export async function Review({ view, tries }: { view: DraftView; tries: number }) {
  const [t, rules] = [await getTranslations('series.review'), await getTranslations('series.rule')];
  const [words, locale] = [await getTranslations('move.beyond'), await getLocale()];
  const { id, rule, isBlock, wish, times, tell, timeZone } = view;
  const place = { locale, timeZone };
  const kind = isBlock ? 'block' : 'book';
  const needy = times.filter(({ verdict }) => verdict?.state !== 'free');
  const free = times.filter(({ verdict }) => verdict?.state === 'free');
  const count = (state: string) => needy.filter(({ verdict }) => verdict?.state === state).length;
  const counts = { free: free.length, booking: count('booking') + count('own'), meeting: count('meeting') };
  const beyond = beyondTexts(isBlock ? [] : times.flatMap((time) => time.beyond), words);
  const asksWhy = counts.meeting > 0;
  const errors = tries > 0 ? errorsOf(view, place, t) : [];
  const [first] = times;
  const state = first?.verdict?.state ?? 'never';
  const oneWord = t(isBlock && state === 'booking' ? 'oneBlock' : `one.${state}`);
  return (
    <>
      <PageHeader title={t(`title.${kind}`)} lead={t('lead', { isBlock: String(isBlock) })} />
      <div className="flex max-w-3xl flex-col gap-6">
        <DataList
          entries={[
            { term: t('space'), detail: [...new Set(times.map(({ spaceName }) => spaceName))].join(', ') },
            {
              term: t('when'),
              detail: rule ? (
                <span className="block first-letter:uppercase">{ruleText(rule, rules, locale)}</span>
              ) : (
                first && whenText(first.from, place)
              ),
            },
            ...(wish.patron ? [{ term: t('who'), detail: `${wish.patron.name}, ${wish.patron.email}` }] : []),
            ...(wish.note ? [{ term: t(isBlock ? 'why' : 'note'), detail: wish.note }] : []),
            ...(isBlock ? [] : [{ term: t('mail'), detail: t(tell ? 'told' : 'notTold') }]),
          ]}
        />
        <Notice kind={needy.length > 0 ? 'attention' : 'info'} title={t('sumTitle')} still>
          {times.length === 1
            ? oneWord
            : t('sum', { ...counts, other: needy.length - counts.booking - counts.meeting })}
        </Notice>
        {beyond.length > 0 && (
          <Notice kind="attention" title={t('beyondTitle')} still>
            <ul className="list-disc pl-5">
              {beyond.map((text) => (
                <li key={text}>{text}</li>
              ))}
            </ul>
            <p className="mt-2">{t('beyondText')}</p>
          </Notice>
        )}
        <ActForm
          // Choices that were kept are shown as they were kept.
          key={times.map(({ choice }) => choice ?? '-').join()}
          action={decideSeriesAction}
          hidden={{ seriesId: id, tries }}
          problem={t('problemTitle')}
          className="flex flex-col gap-6"
          noValidate
        >
          <ErrorSummary key={tries} title={t('errors')} errors={errors} />
          {times.length > 1 && needy.length > 1 && <ForAll isBlock={isBlock} counts={counts} />}
          {asksWhy && (
            <TextField
              name="anyway"
              label={t('reason')}
              hint={t('reasonHint')}
              defaultValue={wish.anyway}
              error={errors.find((one) => one.id === 'anyway') && t('problem.reason')}
              maxLength={500}
              autoComplete="off"
              optional
            />
          )}
          {needy.length > 0 && (
            <section aria-labelledby="solve" className="flex flex-col gap-4">
              <h2 id="solve" className="text-xl">
                {t('solve')}
              </h2>
              {needy.map((time) => (
                <ReviewTime
                  key={time.position}
                  time={time}
                  isBlock={isBlock}
                  isSingle={times.length === 1}
                  isForAll={needy.length > 1}
                  isAsked={tries > 0}
                />
              ))}
            </section>
          )}
          {times.length > 1 && free.length > 0 && (
            <Card title={t(needy.length > 0 ? 'others' : 'when')} id="others">
              <FreeTimes times={free} isBlock={isBlock} />
            </Card>
          )}
          <div>
            <SubmitButton pendingLabel={t('saving')}>{t(`save.${kind}`)}</SubmitButton>
          </div>
        </ActForm>
        <ActForm action={decideSeriesAction} hidden={{ seriesId: id, act: 'drop' }} problem={t('problemTitle')}>
          <SubmitButton variant="quiet" pendingLabel={t('dropping')}>
            {t('drop')}
          </SubmitButton>
        </ActForm>
      </div>
    </>
  );
}

type Words = Awaited<ReturnType<typeof getTranslations<'series.review'>>>;

/** What was left open when it was to be saved, in the order of the form. */
function errorsOf({ times, wish }: DraftView, place: { locale: string; timeZone: string }, t: Words) {
  const lacksReason = times.some(({ choice }) => choice === 'anyway') && !wish.anyway;
  const open = times.flatMap(({ position, from, problem, spaceName }) =>
    problem
      ? [{ id: `choice-${position}`, message: `${spaceName}, ${whenText(from, place)}: ${t(`problem.${problem}`)}` }]
      : [],
  );
  const nothing = times.every(({ choice }) => choice === 'skip');
  return [
    ...(lacksReason ? [{ id: 'anyway', message: t('problem.reason') }] : []),
    ...open,
    ...(nothing ? [{ id: `choice-${times[0]?.position ?? 0}`, message: t('problem.none') }] : []),
  ];
}
