import { useTranslations } from 'next-intl';
import { Card } from '@/app/_ui/card';
import type { MyCalendarView } from '@/lib/usecases/view-my-calendar';
import { ChooseForm, type ChooseWords } from './choose-form';

type Props = {
  account: NonNullable<MyCalendarView['account']>;
  link: MyCalendarView['link'];
  integration: MyCalendarView['integration'];
};

const WORDS = [
  ...(['which', 'writes', 'writesHint', 'reads', 'readsHint', 'on', 'off', 'save', 'saving', 'look'] as const),
  ...(['looking', 'otherCalendar', 'removeOld', 'removeOldHint', 'errorTitle'] as const),
] as const;

/** Which calendar, and in which directions. Both switches are on until somebody chooses otherwise. */
export function ChooseCard({ account, link, integration }: Props) {
  const t = useTranslations('desk.calendar');
  const preferred = link?.calendarId ?? account.calendars.find(({ isDefault }) => isDefault)?.id ?? '';
  const choices = account.calendars.map(({ id, name, canEdit, isDefault }) => ({
    value: id,
    label: isDefault ? t('default', { name }) : canEdit ? name : t('readOnly', { name }),
  }));
  return (
    <Card title={t('chooseTitle')} id="choose">
      <ChooseForm
        // A new answer of the server begins a new form.
        key={`${link?.calendarId} ${link?.writes} ${link?.reads}`}
        words={Object.fromEntries(WORDS.map((key) => [key, t(key)])) as ChooseWords}
        choices={choices}
        chosen={{ calendarId: preferred, writes: link?.writes ?? true, reads: link?.reads ?? true }}
        isFirst={link === null}
        replaces={(link?.mirrors ?? 0) > 0 && choices.length > 1}
        active={integration === 'active'}
      />
    </Card>
  );
}
