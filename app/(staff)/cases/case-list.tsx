import { getTranslations } from 'next-intl/server';
import { EmptyState } from '@/app/_ui/empty-state';
import { Notice } from '@/app/_ui/notice';
import { PageHeader } from '@/app/_ui/page-header';
import { personOrSignIn } from '@/app/(staff)/person-or-sign-in';
import { viewCases } from '@/lib/usecases/view-cases';
import { CaseCard } from './case-card';

type Props = { from: 'admin' | 'desk'; search: { done?: string; move?: string } };

const DONE = ['keep', 'apply', 'put_back', 'confirm', 'move', 'cancel'] as const;

/** The page of what waits for a decision: everything for admins; spaces' and their own for staff. */
export async function CaseList({ from, search }: Props) {
  const actor = await personOrSignIn(`/${from}/conflicts`);
  const view = await viewCases(actor, { move: search.move }, new Date());
  if (!view.ok) return null;
  const { cases, more, move, spaces } = view.value;
  const t = await getTranslations('cases');
  const done = DONE.find((one) => one === search.done);
  const isAdmin = actor.role === 'admin';
  return (
    <>
      <PageHeader title={t('title')} lead={t(isAdmin ? 'leadAll' : 'leadOwn')} />
      <div className="flex flex-col gap-6">
        {done && <Notice kind="success">{t(`done.${done}`)}</Notice>}
        {cases.length === 0 && (
          <EmptyState title={t('empty.title')}>{t(isAdmin ? 'empty.text' : 'empty.textOwn')}</EmptyState>
        )}
        {cases.map(({ key, rows }) => (
          <section key={key} aria-labelledby={`cause-${rows[0]?.id}`} className="flex flex-col gap-4">
            <h2 id={`cause-${rows[0]?.id}`} className={rows.length > 1 ? 'text-xl' : 'sr-only'}>
              {rows.length > 1 ? t('many', { count: rows.length }) : rows[0]?.resource.name}
            </h2>
            {rows.map((one) => (
              <CaseCard key={one.id} one={one} from={from} spaces={move === one.id ? spaces : null} />
            ))}
          </section>
        ))}
        {more > 0 && <p>{t('more', { count: more })}</p>}
      </div>
    </>
  );
}
