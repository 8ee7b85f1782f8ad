import { useTranslations } from 'next-intl';
import { Card } from '@/app/_ui/card';
import { SelectField } from '@/app/_ui/select-field';
import { SubmitButton } from '@/app/_ui/submit-button';
import { Switch } from '@/app/_ui/switch';
import { ActForm } from '@/app/(staff)/act-form';
import type { MyCalendarView } from '@/lib/usecases/view-my-calendar';
import { chooseAction } from './actions';

type Props = {
  account: NonNullable<MyCalendarView['account']>;
  link: MyCalendarView['link'];
  integration: MyCalendarView['integration'];
};

/** Which calendar, and in which directions. Both switches are on until somebody chooses otherwise. */
export function ChooseCard({ account, link, integration }: Props) {
  const t = useTranslations('desk.calendar');
  const preferred = link?.calendarId ?? account.calendars.find(({ isDefault }) => isDefault)?.id;
  const choices = account.calendars.map(({ id, name, canEdit, isDefault }) => ({
    value: id,
    label: isDefault ? t('default', { name }) : canEdit ? name : t('readOnly', { name }),
  }));
  return (
    <Card title={t('chooseTitle')} id="choose">
      <ActForm action={chooseAction} problem={t('errorTitle')} className="flex max-w-xl flex-col gap-5">
        <SelectField
          name="calendarId"
          label={t('which')}
          choices={choices}
          defaultValue={preferred}
          hint={link ? t('otherCalendar') : undefined}
        />
        <Switch
          name="writes"
          label={t('writes')}
          hint={t('writesHint')}
          onLabel={t('on')}
          offLabel={t('off')}
          defaultChecked={link?.writes ?? true}
        />
        <Switch
          name="reads"
          label={t('reads')}
          hint={t('readsHint')}
          onLabel={t('on')}
          offLabel={t('off')}
          defaultChecked={link?.reads ?? true}
        />
        {integration === 'active' && (
          <div>
            <SubmitButton variant={link ? 'secondary' : 'primary'} pendingLabel={t('saving')}>
              {t('save')}
            </SubmitButton>
          </div>
        )}
      </ActForm>
    </Card>
  );
}
