import { getLocale, getTranslations } from 'next-intl/server';
import { Notice } from '@/app/_ui/notice';
import { formatDateTime } from '@/lib/messages/format';
import type { WorkersView } from '@/lib/usecases/view-workers';
import { StandstillWatch } from './standstill-watch';
import { workersNow } from './workers-now';

/** No worker was seen for a minute: every page of the administration says so, since no mail can. */
export async function StandstillNotice() {
  const workers = await workersNow();
  if (!workers.ok) return null;
  const { standstill } = workers.value;
  return (
    <>
      <StandstillWatch standsStill={standstill !== null} />
      {standstill && <Standing {...standstill} />}
    </>
  );
}

async function Standing({ since, timeZone }: NonNullable<WorkersView['standstill']>) {
  const [t, locale] = [await getTranslations('tending.standstill'), await getLocale()];
  const title = since === null ? t('never') : t('since', { time: formatDateTime(since, { locale, timeZone }) });
  return (
    <div className="mb-6">
      <Notice kind="attention" title={title} still>
        <p>{t('text')}</p>
        <p className="mt-1">{t('do')}</p>
      </Notice>
    </div>
  );
}
