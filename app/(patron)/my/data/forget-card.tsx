import { useTranslations } from 'next-intl';
import { Card } from '@/app/_ui/card';
import { SubmitButton } from '@/app/_ui/submit-button';
import { ActForm } from '@/app/(staff)/act-form';
import { TwoSteps } from '@/app/(staff)/two-steps';
import { forgetOwnPastAction } from './actions';

/** A patron's own wish to be forgotten, in two steps since it cannot be undone. */
export function ForgetCard({ forgettable, counted }: { forgettable: number; counted: number }) {
  const t = useTranslations('privacy.own.forget');
  return (
    <Card title={t('title')} id="forget">
      <div className="flex flex-col gap-4">
        <p className="prose-width">{forgettable > 0 ? t('lead', { count: forgettable }) : t('none')}</p>
        {counted > 0 && <p className="prose-width text-sm text-ink-soft">{t('counted', { count: counted })}</p>}
        {forgettable > 0 && (
          <TwoSteps open={t('open')}>
            <ActForm action={forgetOwnPastAction} problem={t('problem')}>
              <SubmitButton variant="danger" pendingLabel={t('removing')}>
                {t('action')}
              </SubmitButton>
            </ActForm>
          </TwoSteps>
        )}
      </div>
    </Card>
  );
}
