import { useTranslations } from 'next-intl';
import { SubmitButton } from '@/app/_ui/submit-button';
import { ActForm } from '@/app/(staff)/act-form';
import { TwoSteps } from '@/app/(staff)/two-steps';
import { cancelSeriesAction } from './actions';

type Props = {
  seriesId: number;
  isBlock: boolean;
  /** From this booking on; else all that are to come, and how many those are. */
  from?: string;
  count?: number;
};

/** Takes back what is left of a series, after a second look. */
export function CancelRest({ seriesId, isBlock, from, count = 0 }: Props) {
  const t = useTranslations('series.saved');
  const text = from
    ? t(isBlock ? 'cancelFromBlock' : 'cancelFrom')
    : t(isBlock ? 'cancelTextBlock' : 'cancelText', { count });
  return (
    <TwoSteps open={t(isBlock ? 'cancelBlock' : 'cancel')}>
      <ActForm
        action={cancelSeriesAction}
        hidden={{ seriesId, ...(from && { from }) }}
        problem={t('cancelProblem')}
        className="flex flex-col items-start gap-4"
      >
        <p className="prose-width">{text}</p>
        <SubmitButton variant="danger" pendingLabel={t('cancelling')}>
          {t(isBlock ? 'cancelYesBlock' : 'cancelYes')}
        </SubmitButton>
      </ActForm>
    </TwoSteps>
  );
}
