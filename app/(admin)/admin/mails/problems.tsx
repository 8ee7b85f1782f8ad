import Link from 'next/link';
import { getLocale, getTranslations } from 'next-intl/server';
import { DataTable } from '@/app/_ui/data-table';
import { SubmitButton } from '@/app/_ui/submit-button';
import { ActForm } from '@/app/(staff)/act-form';
import { formatDateTime } from '@/lib/messages/format';
import type { MailProblemsView } from '@/lib/usecases/settle-mail-problem';
import { settleProblemAction } from './actions';

/** Mails that nobody tries any more, for a person to see to. */
export async function Problems({ problems, timeZone }: { problems: MailProblemsView; timeZone: string }) {
  const [t, all, locale] = [await getTranslations('mails.problems'), await getTranslations('mails'), await getLocale()];
  const columns = (['mail', 'about', 'why', 'since', 'acts'] as const).map((key) => ({ key, label: t(key) }));
  const rows = problems.map(({ id, mail, reason, code, tries, at, booking }) => ({
    key: id,
    cells: [
      mail.queue === 'mail' ? all(`name.${mail.template}`) : t(`kind.${mail.queue}`),
      booking && (
        <Link key="about" href={`/bookings/${booking.publicId}`}>
          {booking.patronName || t('gone')}
        </Link>
      ),
      `${t(`reason.${reason}`)}${code ? ` (${code})` : ''}`,
      `${formatDateTime(at, { locale, timeZone })}, ${t('tries', { count: tries })}`,
      <div key="acts" className="flex flex-wrap gap-2">
        {(['again', 'dismiss'] as const).map((act) => (
          <ActForm key={act} action={settleProblemAction} hidden={{ id, act }} problem={all('errorTitle')}>
            <SubmitButton size="small" variant="secondary" pendingLabel={t(act === 'again' ? 'sending' : 'removing')}>
              {t(act)}
            </SubmitButton>
          </ActForm>
        ))}
      </div>,
    ],
  }));
  return (
    <section aria-labelledby="problems" className="flex flex-col gap-4">
      <h2 id="problems" className="text-xl">
        {t('title')}
      </h2>
      {problems.length > 0 && <p className="prose-width">{t('lead')}</p>}
      <DataTable
        caption={t('title')}
        columns={columns}
        rows={rows}
        empty={<p className="text-ink-soft">{t('none')}</p>}
      />
    </section>
  );
}
