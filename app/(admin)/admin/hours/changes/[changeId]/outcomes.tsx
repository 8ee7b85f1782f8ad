import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { LinkButton } from '@/app/_ui/link-button';
import { Notice } from '@/app/_ui/notice';
import { Progress } from '@/app/_ui/progress';
import { RenewPage } from '@/app/(staff)/renew-page';
import type { HoursChangeView } from '@/lib/usecases/view-hours-change';
import { ownerPath } from '../../owner-crumbs';

type View = Exclude<HoursChangeView, { state: 'draft' }>;

const OUTCOMES = ['moved', 'cancelled', 'kept', 'nowhere', 'over'] as const;

/** What came of the bookings; how far it is, while the worker is at it. */
export function Outcomes({ view: { id, owner, state, outcomes, nowhere } }: { view: View }) {
  const t = useTranslations('hours.change');
  const total = Object.values(outcomes).reduce((sum, count) => sum + count, 0);
  const said = OUTCOMES.filter((outcome) => outcomes[outcome] > 0);
  return (
    <>
      {state === 'working' ? (
        <div className="flex flex-col gap-3">
          <Progress label={t('working')} value={total - outcomes.open} max={Math.max(1, total)} />
          <p className="text-ink-soft">{t('workingText')}</p>
          <p>
            <Link href={`/admin/hours/changes/${id}`}>{t('again')}</Link>
          </p>
          <RenewPage />
        </div>
      ) : (
        <Notice kind="success" title={t('doneTitle')}>
          {said.map((outcome) => (
            <p key={outcome}>{t(`outcome.${outcome}`, { count: outcomes[outcome] })}</p>
          ))}
        </Notice>
      )}
      {nowhere.length > 0 && (
        <section aria-labelledby="nowhere">
          <h2 id="nowhere" className="text-xl">
            {t('nowhere')}
          </h2>
          <ul className="mt-2">
            {nowhere.map(({ publicId, patronName }) => (
              <li key={publicId}>
                <Link href={`/bookings/${publicId}`} className="text-link inline-flex min-h-8 items-center">
                  {patronName || publicId}
                </Link>
              </li>
            ))}
          </ul>
        </section>
      )}
      <p>
        <LinkButton href={ownerPath(owner)}>{t('toHours', { name: owner.name })}</LinkButton>
      </p>
    </>
  );
}
