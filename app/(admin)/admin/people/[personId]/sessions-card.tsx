import { getLocale, getTranslations } from 'next-intl/server';
import { Card } from '@/app/_ui/card';
import { SubmitButton } from '@/app/_ui/submit-button';
import { ActForm } from '@/app/(staff)/act-form';
import { wayText } from '@/app/session-way';
import { formatDateTime } from '@/lib/messages/format';
import type { PersonView } from '@/lib/usecases/view-person';
import { endSessionAction } from '../person-actions';

/** Where somebody is signed in; each can be ended by itself, or all at once. */
export async function SessionsCard({ view: { account, sessions, isOwn, timeZone } }: { view: PersonView }) {
  const [t, locale] = [await getTranslations('people'), await getLocale()];
  const at = (when: Date) => formatDateTime(when, { locale, timeZone });
  return (
    <Card title={t('sessions.title')} id="sessions">
      <p className="prose-width">{t(isOwn ? 'sessions.leadOwn' : 'sessions.lead')}</p>
      {sessions.length === 0 && <p className="mt-4 text-ink-soft">{t('sessions.none')}</p>}
      <ul className="mt-4 divide-y divide-line">
        {sessions.map(({ id, method, device, createdAt, lastSeenAt }) => {
          const name = device || t('sessions.unknown');
          return (
            <li key={id} className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2 py-3">
              <div className="min-w-0">
                <p className="font-medium">{name}</p>
                <p className="text-sm text-ink-soft">
                  {t('sessions.facts', {
                    ...{ way: wayText(method, t), began: at(createdAt), seen: at(lastSeenAt) },
                  })}
                </p>
              </div>
              <ActForm action={endSessionAction} hidden={{ id: account.id, session: id }} problem={t('problem')}>
                <SubmitButton variant="secondary">
                  {t('sessions.end')}
                  <span className="sr-only"> {name}</span>
                </SubmitButton>
              </ActForm>
            </li>
          );
        })}
      </ul>
      <ActForm action={endSessionAction} hidden={{ id: account.id }} problem={t('problem')} className="mt-4">
        <SubmitButton variant="danger">{t('sessions.endAll')}</SubmitButton>
      </ActForm>
    </Card>
  );
}
