import Link from 'next/link';
import { getLocale, getTranslations } from 'next-intl/server';
import { AgreementMark } from '@/app/_ui/agreement-mark';
import { DataTable } from '@/app/_ui/data-table';
import { Notice } from '@/app/_ui/notice';
import { PageHeader } from '@/app/_ui/page-header';
import { Progress } from '@/app/_ui/progress';
import { RenewPage } from '@/app/(staff)/renew-page';
import type { DeskMay } from '@/lib/usecases/desk-may';
import type { SavedTime, SeriesView } from '@/lib/usecases/view-series';
import { CancelRest } from '../cancel-rest';
import { ruleText } from '../rule-text';
import { whenText } from '../when-text';
import { isLost, stateOf } from './saved-state';

type SavedView = Exclude<SeriesView, { state: 'draft' }>;

/** What came of a series, time by time, and the way to end what is left of it. */
export async function Saved({ view, cancelled, may }: { view: SavedView; cancelled: number; may: DeskMay }) {
  const [t, rules] = [await getTranslations('series.saved'), await getTranslations('series.rule')];
  const locale = await getLocale();
  const { id, rule, isBlock, state, times, patronName, note, upcoming, timeZone } = view;
  const spaces = [...new Set(times.map(({ spaceName }) => spaceName))].join(', ');
  const who = isBlock ? note : patronName || t('anonymous');
  const crumbs = isBlock
    ? [{ href: '/desk/blocks', label: t('titleBlock') }]
    : [{ href: '/desk/series', label: t('crumb') }];
  return (
    <>
      <PageHeader
        title={isBlock ? t('titleBlock') : t('title')}
        lead={`${t('lead', { spaces, rule: ruleText(rule, rules, locale) })} · ${who}`}
        crumbs={crumbs}
      />
      <div className="flex flex-col gap-8">
        {cancelled > 0 && <Notice kind="success">{t('cancelled', { count: cancelled })}</Notice>}
        {state === 'working' ? <Working view={view} /> : cancelled === 0 && <Outcome view={view} />}
        <Times times={times} isBlock={isBlock} place={{ locale, timeZone }} mayBook={may.book} />
        {state === 'done' && upcoming > 0 && may.cancel && (
          <CancelRest seriesId={id} isBlock={isBlock} count={upcoming} />
        )}
      </div>
    </>
  );
}

async function Working({ view: { id, times } }: { view: SavedView }) {
  const t = await getTranslations('series.saved');
  const seen = times.filter(({ outcome }) => outcome !== null).length;
  return (
    <div className="flex flex-col gap-3">
      <Progress label={t('working')} value={seen} max={times.length} />
      <p className="text-ink-soft">{t('workingText')}</p>
      <p>
        <Link href={`/desk/series/${id}`}>{t('again')}</Link>
      </p>
      <RenewPage />
    </div>
  );
}

async function Outcome({ view: { times, isBlock, tell } }: { view: SavedView }) {
  const t = await getTranslations('series.saved');
  const lost = times.filter(isLost).length;
  const booked =
    times.filter(({ booking }) => booking).length - times.filter((one) => one.booking && isLost(one)).length;
  const waits = times.some(({ booking }) => booking?.status === 'pending_remote');
  return (
    <>
      <Notice
        kind={booked > 0 ? 'success' : 'attention'}
        title={t(isBlock ? 'doneTitleBlock' : 'doneTitle', { booked })}
      >
        {booked > 0 && t(isBlock ? 'doneTextBlock' : tell ? 'doneText' : 'doneTextQuiet')}
      </Notice>
      {lost > 0 && (
        <Notice kind="attention" title={t('lostTitle', { count: lost })}>
          {t('lostText')}
        </Notice>
      )}
      {waits && <RenewPage />}
    </>
  );
}

type TimesProps = {
  times: SavedTime[];
  isBlock: boolean;
  place: { locale: string; timeZone: string };
  mayBook: boolean;
};

async function Times({ times, isBlock, place, mayBook }: TimesProps) {
  const t = await getTranslations('series.saved');
  const columns = (['when', 'space', 'state', 'calendar'] as const).map((key) => ({ key, label: t(key) }));
  const rows = times.map((time) => {
    const { position, booking, spaceName, spaceId } = time;
    // Where it is now: it may have been moved since.
    const when = whenText(booking ?? time, place);
    const date = new Intl.DateTimeFormat('sv', { timeZone: place.timeZone }).format(time.start);
    return {
      key: position,
      cells: [
        booking ? (
          <Link key="when" href={`/desk/bookings/${booking.publicId}`}>
            <span className="tabular whitespace-nowrap">{when}</span>
          </Link>
        ) : (
          <span key="when" className="tabular whitespace-nowrap">
            {when}
          </span>
        ),
        booking?.spaceName ?? spaceName,
        <span key="state" className="flex flex-col items-start gap-1">
          {t(`states.${stateOf(time, isBlock)}`)}
          {isLost(time) && !isBlock && mayBook && (
            <Link href={`/desk/book?space=${spaceId}&date=${date}`}>
              {t('again2')}
              <span className="sr-only">: {when}</span>
            </Link>
          )}
        </span>,
        booking && booking.calendar !== 'not_connected' && (
          <span key="calendar" className="relative inline-block">
            <AgreementMark state={booking.calendar} />
          </span>
        ),
      ],
    };
  });
  return <DataTable caption={t('title')} columns={columns} rows={rows} />;
}
