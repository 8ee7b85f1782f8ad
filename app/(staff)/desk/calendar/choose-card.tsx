import { useTranslations } from 'next-intl';
import { Card } from '@/app/_ui/card';
import { SubmitButton } from '@/app/_ui/submit-button';
import { ActForm } from '@/app/(staff)/act-form';
import type { MyCalendarView } from '@/lib/usecases/view-my-calendar';
import { renewAction } from './actions';
import { ChooseForm, type ChooseWords } from './choose-form';

type Props = {
  account: NonNullable<MyCalendarView['account']>;
  link: MyCalendarView['link'];
  wish: MyCalendarView['wish'];
  integration: MyCalendarView['integration'];
};

const WORDS = [
  ...(['which', 'writes', 'writesHint', 'reads', 'readsHint', 'on', 'off', 'save', 'saving', 'look'] as const),
  ...(['looking', 'otherCalendar', 'removeOld', 'removeOldHint', 'errorTitle'] as const),
] as const;

/** Which calendar, and in which directions: as it was chosen before connecting, until somebody chooses otherwise. */
export function ChooseCard({ account, link, wish, integration }: Props) {
  const [t, words] = [useTranslations('desk.calendar'), useTranslations('myCalendar')];
  const { calendars, mayWrite } = account;
  // One that Microsoft has no more is not on the list.
  const known = calendars.find(({ id }) => id === link?.calendarId) ?? calendars.find(({ isDefault }) => isDefault);
  const ticks = link ?? wish ?? { writes: true, reads: true };
  const chosen = { calendarId: known?.id ?? '', writes: ticks.writes && mayWrite, reads: ticks.reads };
  const choices = calendars.map(({ id, name, canEdit, isDefault }) => ({
    value: id,
    label: isDefault ? t('default', { name }) : canEdit ? name : t('readOnly', { name }),
  }));
  return (
    <Card title={t('chooseTitle')} id="choose">
      <ChooseForm
        // A new answer of the server begins a new form.
        key={`${link?.calendarId} ${link?.writes} ${link?.reads} ${calendars.length} ${mayWrite}`}
        words={{
          ...(Object.fromEntries(WORDS.map((key) => [key, t(key)])) as ChooseWords),
          ...(!mayWrite && { writesHint: `${t('writesHint')} ${words('readOnly.asksMore')}` }),
        }}
        choices={choices}
        chosen={chosen}
        isFirst={link === null}
        replaces={(link?.mirrors ?? 0) > 0 && choices.length > 1}
        active={integration === 'active'}
      />
      {integration === 'active' && account.status === 'active' && (
        <ActForm action={renewAction} problem={t('errorTitle')} className="mt-5">
          <SubmitButton variant="quiet" pendingLabel={words('renew.pending')}>
            {words('renew.action')}
          </SubmitButton>
        </ActForm>
      )}
    </Card>
  );
}
