import { useTranslations } from 'next-intl';
import { Card } from '@/app/_ui/card';
import { Switch } from '@/app/_ui/switch';
import { TextField } from '@/app/_ui/text-field';
import type { CategoryWithRules } from '@/lib/usecases/view-rules';
import { clockOf, type FormFields } from './form-fields';
import { NumberField } from './number-field';

type Props = { form: FormFields; rules: CategoryWithRules['rules'] };

/** How early and how late a booking may be made and cancelled. */
export function TimeCard({ form, rules }: Props) {
  const t = useTranslations('rules');
  const inMinutes = (label: string) => `${label} (${t('minutes')})`;
  return (
    <Card title={t('time.title')} id="time">
      <div className="flex flex-col gap-6">
        <Switch
          name="leadUntilEnd"
          label={t('time.untilEnd')}
          hint={t('time.untilEndHint')}
          defaultChecked={form.ticked('leadUntilEnd', rules.leadUntilEnd)}
        />
        <div className="grid items-start gap-5 sm:grid-cols-2">
          <NumberField
            form={form}
            name="minNoticeMinutes"
            label={inMinutes(t('time.notice'))}
            hint={t('time.noticeHint')}
            saved={rules.minNoticeMinutes}
            least={0}
            most={43_200}
          />
          <NumberField
            form={form}
            name="cancelByMinutes"
            label={inMinutes(t('time.cancel'))}
            hint={t('time.cancelHint')}
            saved={rules.cancelByMinutes}
            least={0}
            most={43_200}
          />
          <NumberField
            form={form}
            name="windowDays"
            label={t('time.window')}
            hint={t('time.windowHint')}
            saved={rules.windowDays}
            least={0}
            most={730}
          />
          <TextField
            name="rolloverMinute"
            type="time"
            label={t('time.rollover')}
            hint={t('time.rolloverHint')}
            error={form.error('rolloverMinute')}
            defaultValue={form.text('rolloverMinute', clockOf(rules.rolloverMinute))}
          />
        </div>
      </div>
    </Card>
  );
}

/** Time around bookings that nobody can book. */
export function AroundCard({ form, rules }: Props) {
  const t = useTranslations('rules');
  return (
    <Card title={t('around.title')} id="around">
      <div className="flex flex-col gap-5">
        <p className="prose-width text-sm text-ink-soft">{t('around.lead')}</p>
        <div className="grid items-start gap-5 sm:grid-cols-2">
          {(['setup', 'cleanup'] as const).map((name) => (
            <NumberField
              key={name}
              form={form}
              name={`${name}Minutes`}
              label={`${t(`around.${name}`)} (${t('minutes')})`}
              saved={rules[`${name}Minutes` as const]}
              least={0}
              most={240}
            />
          ))}
        </div>
      </div>
    </Card>
  );
}
