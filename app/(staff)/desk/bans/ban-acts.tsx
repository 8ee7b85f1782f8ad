import { useTranslations } from 'next-intl';
import { SubmitButton } from '@/app/_ui/submit-button';
import { TextField } from '@/app/_ui/text-field';
import { ActForm } from '@/app/(staff)/act-form';
import type { BanView } from '@/lib/usecases/view-bans';
import { change } from './actions';

/** Lift it, or give it another end. */
export function BanActs({ ban }: { ban: BanView }) {
  const t = useTranslations('bans.list');
  const who = ban.name ?? ban.email;
  const hidden = { banId: ban.id, timeZone: ban.timeZone };
  return (
    <div className="flex min-w-48 flex-col items-start gap-2">
      <ActForm action={change} hidden={{ ...hidden, act: 'lift' }} problem={t('problem')}>
        <SubmitButton size="small" variant="secondary" pendingLabel={t('lifting')}>
          {t('lift')}
          <span className="sr-only">: {t('liftOf', { who })}</span>
        </SubmitButton>
      </ActForm>
      <details>
        <summary className="inline-flex min-h-6 cursor-pointer items-center text-accent underline underline-offset-4">
          {t('end')}
          <span className="sr-only">: {t('endOf', { who })}</span>
        </summary>
        <ActForm
          action={change}
          hidden={{ ...hidden, act: 'end' }}
          problem={t('problem')}
          className="mt-2 flex flex-col items-start gap-3"
        >
          <TextField
            id={`last-day-${ban.id}`}
            name="lastDay"
            type="date"
            label={t('lastDayLabel')}
            hint={t('lastDayHint')}
            optional
            defaultValue={ban.lastDay ?? ''}
          />
          <SubmitButton size="small" pendingLabel={t('saving')}>
            {t('save')}
          </SubmitButton>
        </ActForm>
      </details>
    </div>
  );
}
