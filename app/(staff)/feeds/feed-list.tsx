import { getFormatter, getTranslations } from 'next-intl/server';
import { CopyButton } from '@/app/_ui/copy-button';
import { EmptyState } from '@/app/_ui/empty-state';
import { SubmitButton } from '@/app/_ui/submit-button';
import { ActForm } from '@/app/(staff)/act-form';
import { TwoSteps } from '@/app/(staff)/two-steps';
import type { FeedView } from '@/lib/usecases/view-feeds';
import { revokeFeedAction } from './feed-actions';

/** Feeds with their addresses, each to be copied or ended. */
export async function FeedList({ feeds, at }: { feeds: readonly FeedView[]; at: 'admin' | 'desk' }) {
  const [t, format] = [await getTranslations('feeds'), await getFormatter()];
  if (feeds.length === 0) return <EmptyState title={t('none')}>{t('noneText')}</EmptyState>;
  return (
    <ul aria-label={t('list')} className="flex flex-col divide-y divide-line border-y border-line">
      {feeds.map(({ id, of, name, url, createdAt }) => (
        <li key={id} className="flex flex-col gap-2 py-4">
          <h2 className="text-base font-semibold">
            {t(`of.${of.kind}`, { name: of.name })}
            {name && <span className="font-normal"> · {name}</span>}
          </h2>
          <p className="text-sm text-ink-soft">
            {t('made', { at: format.dateTime(createdAt, { dateStyle: 'medium' }) })}
          </p>
          <span className="flex flex-wrap items-center gap-3">
            <code className="min-w-0 font-mono text-sm break-all">{url}</code>
            <CopyButton value={url} label={t('copy', { name: of.name })} />
          </span>
          <TwoSteps open={t('revoke')}>
            <p>{t('revokeText')}</p>
            <ActForm action={revokeFeedAction} hidden={{ id, at }} problem={t('problem')}>
              <SubmitButton variant="danger">{t('revokeDo', { name: of.name })}</SubmitButton>
            </ActForm>
          </TwoSteps>
        </li>
      ))}
    </ul>
  );
}
