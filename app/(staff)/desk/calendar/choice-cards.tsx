import { useLocale, useTranslations } from 'next-intl';
import { Card } from '@/app/_ui/card';
import { SubmitButton } from '@/app/_ui/submit-button';
import { ActForm } from '@/app/(staff)/act-form';
import { PolicyForm } from '@/app/(staff)/policy-form';
import { formatDateTime } from '@/lib/messages/format';
import type { MyCalendarView } from '@/lib/usecases/view-my-calendar';
import { moreCalendarsAction, policyAction } from './choice-actions';

type Choices = NonNullable<MyCalendarView['choices']>;

type MoreProps = {
  account: NonNullable<MyCalendarView['account']>;
  link: NonNullable<MyCalendarView['link']>;
  onlyRead: MyCalendarView['onlyRead'];
  timeZone: string;
};

/** The account's other calendars, each to be read or not. */
export function MoreCalendarsCard({ account, link, onlyRead, timeZone }: MoreProps) {
  const [t, desk, locale] = [useTranslations('cases.moreCalendars'), useTranslations('desk.calendar'), useLocale()];
  const others = account.calendars.filter(({ id }) => id !== link.calendarId);
  const stateOf = (calendarId: string) => onlyRead.find((one) => one.calendarId === calendarId);
  return (
    <Card title={t('title')} id="more-calendars">
      <p className="prose-width mb-5">{t('lead')}</p>
      {others.length === 0 ? (
        <p className="text-ink-soft">{t('none')}</p>
      ) : (
        <ActForm action={moreCalendarsAction} problem={desk('errorTitle')} className="flex max-w-xl flex-col gap-5">
          <fieldset className="flex flex-col gap-3">
            <legend className="mb-2 font-medium">{t('legend')}</legend>
            {others.map(({ id, name }, place) => {
              const read = stateOf(id);
              const at = read?.lastReadAt;
              return (
                <label key={id} className="flex min-h-6 items-start gap-3">
                  <input
                    type="checkbox"
                    name={`read-${place}`}
                    value={id}
                    defaultChecked={read !== undefined}
                    className="mt-0.5 size-5 shrink-0 accent-accent"
                  />
                  <span className="min-w-0 break-words">
                    {name}
                    {at && (
                      <span className="text-sm text-ink-soft">
                        {' · '}
                        {t('lastRead', { time: formatDateTime(at, { locale, timeZone }) })}
                      </span>
                    )}
                    {read?.silent && <span className="block text-sm text-attention">{t('silent')}</span>}
                  </span>
                </label>
              );
            })}
          </fieldset>
          <div>
            <SubmitButton variant="secondary" pendingLabel={desk('saving')}>
              {t('save')}
            </SubmitButton>
          </div>
        </ActForm>
      )}
    </Card>
  );
}

/** What happens when this person changes an appointment in Outlook (sync-design §7). */
export function AnswersCard({ choices }: { choices: Choices }) {
  const t = useTranslations('cases.policy');
  return (
    <Card title={t('title')} id="answers">
      <p className="prose-width mb-5">{t('leadPerson')}</p>
      <details>
        <summary className="mb-5 min-h-6 cursor-pointer font-semibold">{t('open')}</summary>
        <PolicyForm policy={choices.policy} resourceId={choices.resourceId} action={policyAction} />
      </details>
    </Card>
  );
}
