import { getTranslations } from 'next-intl/server';
import { EmptyState } from '@/app/_ui/empty-state';
import { Notice } from '@/app/_ui/notice';
import { PageHeader } from '@/app/_ui/page-header';
import { SubmitButton } from '@/app/_ui/submit-button';
import { ActForm } from '@/app/(staff)/act-form';
import { personOrSignIn } from '@/app/(staff)/person-or-sign-in';
import { refusedPage } from '@/app/(staff)/refused-page';
import { type CaseView, viewCases } from '@/lib/usecases/view-cases';
import { keepCauseAction } from './actions';
import { CaseCard } from './case-card';
import { CaseChoices } from './case-choices';

type Props = { from: 'admin' | 'desk'; search: { done?: string; move?: string; left?: string } };

const DONE = ['keep', 'apply', 'put_back', 'confirm', 'move', 'cancel'] as const;

/** The page of what waits for a decision: everything for admins; spaces' and their own for staff. */
export async function CaseList({ from, search }: Props) {
  const actor = await personOrSignIn(`/${from}/conflicts`);
  const view = await viewCases(actor, { move: search.move }, new Date());
  if (!view.ok) return refusedPage(view.refusal);
  const { cases, more, move, spaces, mayDecide } = view.value;
  const [t, only] = [await getTranslations('cases'), await getTranslations('readOnly')];
  const done = DONE.find((one) => one === search.done);
  const isAdmin = view.value.all;
  return (
    <>
      <PageHeader title={t('title')} lead={mayDecide ? t(isAdmin ? 'leadAll' : 'leadOwn') : only('cases')} />
      <div className="flex flex-col gap-6">
        {done && <Notice kind="success">{t(`done.${done}`)}</Notice>}
        {search.done === 'keptAll' && (
          <Notice kind="success">{t('keptAll', { left: Number(search.left) || 0 })}</Notice>
        )}
        {cases.length === 0 && (
          <EmptyState title={t('empty.title')}>{t(isAdmin || !mayDecide ? 'empty.text' : 'empty.textOwn')}</EmptyState>
        )}
        {cases.map(({ key, rows }) => (
          <section key={key} aria-labelledby={`cause-${rows[0]?.id}`} className="flex flex-col gap-4">
            <h2 id={`cause-${rows[0]?.id}`} className={rows.length > 1 ? 'text-xl' : 'sr-only'}>
              {rows.length > 1 ? t('many', { count: rows.length }) : rows[0]?.resource.name}
            </h2>
            {mayDecide && <KeepAll rows={rows} from={from} />}
            {rows.map((one) => (
              <CaseCard key={one.id} one={one}>
                {mayDecide && <CaseChoices one={one} from={from} spaces={move === one.id ? spaces : null} />}
              </CaseCard>
            ))}
          </section>
        ))}
        {more > 0 && <p>{t('more', { count: more })}</p>}
      </div>
    </>
  );
}

/** One event, or one series, lies over many bookings: to leave all of them as they are is one press. */
async function KeepAll({ rows, from }: { rows: CaseView[]; from: Props['from'] }) {
  if (rows.length < 2 || !rows.every(({ choices }) => choices.includes('keep'))) return null;
  const t = await getTranslations('cases');
  const cases = JSON.stringify(rows.map(({ id, seen }) => [id, seen]));
  return (
    <ActForm
      action={keepCauseAction}
      hidden={{ cases, from }}
      problem={t('problem')}
      className="flex flex-wrap items-center gap-x-4 gap-y-1"
    >
      <SubmitButton variant="secondary" pendingLabel={t('pending')}>
        {t('keepAll', { count: rows.length })}
      </SubmitButton>
      <span className="min-w-0 flex-1 basis-56 text-sm text-ink-soft">{t('keepAllHint')}</span>
    </ActForm>
  );
}
