import { getLocale, getTranslations } from 'next-intl/server';
import { Badge } from '@/app/_ui/badge';
import { Card } from '@/app/_ui/card';
import { SubmitButton } from '@/app/_ui/submit-button';
import { ActForm } from '@/app/(staff)/act-form';
import { formatDate } from '@/lib/messages/format';
import type { PeopleView } from '@/lib/usecases/view-people';
import { inviteAgainAction, withdrawAction } from './person-actions';

/** Who was asked and has not come yet. */
export async function InvitationsCard({ invitations }: { invitations: PeopleView['invitations'] }) {
  const [t, locale] = [await getTranslations('people'), await getLocale()];
  const day = (at: Date) => formatDate(at, { locale, timeZone: 'UTC' });
  return (
    <Card title={t('invitations.title')} id="invitations">
      {invitations.length === 0 && <p className="text-ink-soft">{t('invitations.none')}</p>}
      <ul className="divide-y divide-line">
        {invitations.map(({ id, email, role, expiresAt, over }) => (
          <li key={id} className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2 py-3">
            <div className="min-w-0">
              <p className="flex flex-wrap items-center gap-2 font-medium">
                <span className="min-w-0 break-words">{email}</span>
                {over && <Badge tone="attention">{t('invitations.over')}</Badge>}
              </p>
              <p className="text-sm text-ink-soft">
                {t(over ? 'invitations.factsOver' : 'invitations.facts', {
                  role: t(`roles.${role}`),
                  day: day(expiresAt),
                })}
              </p>
            </div>
            <div className="flex flex-wrap gap-3">
              <ActForm action={inviteAgainAction} hidden={{ id }} problem={t('problem')}>
                <SubmitButton variant="secondary">
                  {t('invitations.again')}
                  <span className="sr-only"> {email}</span>
                </SubmitButton>
              </ActForm>
              <ActForm action={withdrawAction} hidden={{ id }} problem={t('problem')}>
                <SubmitButton variant="danger">
                  {t('invitations.withdraw')}
                  <span className="sr-only"> {email}</span>
                </SubmitButton>
              </ActForm>
            </div>
          </li>
        ))}
      </ul>
    </Card>
  );
}
