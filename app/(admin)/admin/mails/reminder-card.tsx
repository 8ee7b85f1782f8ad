import { useTranslations } from 'next-intl';
import { Card } from '@/app/_ui/card';
import { SelectField } from '@/app/_ui/select-field';
import { SubmitButton } from '@/app/_ui/submit-button';
import { ActForm } from '@/app/(staff)/act-form';
import { REMINDER_HOURS } from '@/lib/usecases/save-reminder';
import { saveReminderAction } from './actions';

/** When patrons of a location are reminded. Minutes that the list does not have count as the next shorter of it. */
export function ReminderCard({ locationId, remindBefore }: { locationId: number; remindBefore: number | null }) {
  const t = useTranslations('mails');
  const label = (hours: number) => {
    if (hours === 168) return t('reminder.week');
    return hours < 24 ? t('reminder.hours', { hours }) : t('reminder.days', { days: hours / 24 });
  };
  const chosen = remindBefore === null ? undefined : REMINDER_HOURS.findLast((hours) => hours * 60 <= remindBefore);
  return (
    <Card title={t('reminder.title')} id="reminder">
      <ActForm
        key={locationId}
        action={saveReminderAction}
        hidden={{ location: locationId }}
        problem={t('errorTitle')}
        className="flex max-w-md flex-col items-start gap-5"
      >
        <SelectField
          name="hours"
          label={t('reminder.label')}
          hint={t('reminder.hint')}
          optional
          defaultValue={chosen === undefined ? '' : String(chosen)}
          prompt={t('reminder.none')}
          choices={REMINDER_HOURS.map((hours) => ({ value: String(hours), label: label(hours) }))}
        />
        <SubmitButton pendingLabel={t('reminder.saving')}>{t('reminder.save')}</SubmitButton>
      </ActForm>
    </Card>
  );
}
