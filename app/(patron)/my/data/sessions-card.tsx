import { getLocale, getTranslations } from 'next-intl/server';
import { Badge } from '@/app/_ui/badge';
import { Card } from '@/app/_ui/card';
import { SubmitButton } from '@/app/_ui/submit-button';
import { ActForm } from '@/app/(staff)/act-form';
import { wayText } from '@/app/session-way';
import { formatDateTime } from '@/lib/messages/format';
import type { OwnSessionsView } from '@/lib/usecases/own-sessions';
import { endOthersAction, endSessionAction } from './session-actions';

/** Where somebody is signed in: each other place ends by itself, or all of them at once. */
export async function SessionsCard({ view: { sessions, timeZone } }: { view: OwnSessionsView }) {
  const [t, locale] = [await getTranslations('ownSessions'), await getLocale()];
  const people = await getTranslations('people');
  const at = (when: Date) => formatDateTime(when, { locale, timeZone });
  return (
    <Card title={t('title')} id="sessions">
      <p className="prose-width">{t('lead')}</p>
      <ul aria-label={t('title')} className="mt-4 divide-y divide-line">
        {sessions.map(({ id, isThis, method, device, createdAt, lastSeenAt }) => {
          const name = device || people('sessions.unknown');
          const facts = { way: wayText(method, people), began: at(createdAt), seen: at(lastSeenAt) };
          return (
            <li key={id} className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2 py-3">
              <div className="min-w-0">
                <p className="flex flex-wrap items-center gap-2 font-medium">
                  {name}
                  {isThis && <Badge tone="ok">{t('this')}</Badge>}
                </p>
                <p className="text-sm text-ink-soft">{t(isThis ? 'factsThis' : 'facts', facts)}</p>
              </div>
              {!isThis && (
                <ActForm action={endSessionAction} hidden={{ session: id }} problem={t('problem')}>
                  <SubmitButton variant="secondary">
                    {t('end')}
                    <span className="sr-only"> {`${name}, ${facts.began}`}</span>
                  </SubmitButton>
                </ActForm>
              )}
            </li>
          );
        })}
      </ul>
      {sessions.some(({ isThis }) => !isThis) ? (
        <ActForm action={endOthersAction} problem={t('problem')} className="mt-4">
          <SubmitButton variant="danger">{t('endOthers')}</SubmitButton>
        </ActForm>
      ) : (
        <p className="mt-2 text-ink-soft">{t('onlyHere')}</p>
      )}
    </Card>
  );
}
