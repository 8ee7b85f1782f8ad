import { useLocale, useTranslations } from 'next-intl';
import { Card } from '@/app/_ui/card';
import { LinkButton } from '@/app/_ui/link-button';
import { Notice } from '@/app/_ui/notice';
import { Progress } from '@/app/_ui/progress';
import { SubmitButton } from '@/app/_ui/submit-button';
import { ActForm } from '@/app/(staff)/act-form';
import { RenewPage } from '@/app/(staff)/renew-page';
import { formatDateTime } from '@/lib/messages/format';
import type { ClosingProgress } from '@/lib/usecases/closing-progress';
import { stopRemovalAction } from './closing-actions';

type Props = {
  closing: ClosingProgress;
  timeZone: string;
  /** What follows when the last event is gone. */
  after: string;
  spaceId?: number;
};

/** A removal under way: when it begins, how far it is, and both ways out. */
export function ClosingCard({ closing, timeZone, after, spaceId }: Props) {
  const [t, locale] = [useTranslations('admin.closing'), useLocale()];
  const { total, removed, stuck, startsAt } = closing;
  const time = formatDateTime(startsAt, { locale, timeZone });
  const begun = startsAt <= new Date();
  return (
    <Card title={t('title')} id="closing">
      <p className="prose-width">
        {begun ? t('running', { removed, total }) : t('waiting', { total, time })} {after}
      </p>
      {/* Before the first is removed, only the hour of the beginning can come. */}
      <RenewPage everyMs={begun ? 2_000 : 30_000} />
      {begun && total > 0 && (
        <div className="mt-4">
          <Progress label={t('progress')} value={removed} max={total} />
        </div>
      )}
      {stuck > 0 && (
        <div className="mt-4">
          <Notice kind="attention" still>
            {t('stuck', { count: stuck })}
          </Notice>
        </div>
      )}
      <ActForm
        action={stopRemovalAction}
        hidden={spaceId === undefined ? {} : { spaceId }}
        problem={t('errorTitle')}
        className="mt-5 flex flex-wrap items-start gap-3"
      >
        <SubmitButton name="how" value="undo" variant="primary">
          {t('undo')}
        </SubmitButton>
        <SubmitButton name="how" value="stop" variant="secondary">
          {t('stop')}
        </SubmitButton>
        <LinkButton href={spaceId === undefined ? '/admin/integrations' : `/admin/spaces/${spaceId}`} variant="quiet">
          {t('look')}
        </LinkButton>
      </ActForm>
      <p className="prose-width mt-3 text-sm text-ink-soft">{t('undoText')}</p>
    </Card>
  );
}
