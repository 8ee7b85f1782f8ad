import type { Metadata } from 'next';
import { getLocale, getTranslations } from 'next-intl/server';
import { DateNav } from '@/app/_ui/date-nav';
import { EmptyState } from '@/app/_ui/empty-state';
import { LinkButton } from '@/app/_ui/link-button';
import { Notice } from '@/app/_ui/notice';
import { PageHeader } from '@/app/_ui/page-header';
import { SelectField } from '@/app/_ui/select-field';
import { SubmitButton } from '@/app/_ui/submit-button';
import { personOrSignIn } from '@/app/(staff)/person-or-sign-in';
import { refusedPage } from '@/app/(staff)/refused-page';
import { formatHour, formatLocalDate } from '@/lib/messages/format';
import { deskMay } from '@/lib/usecases/desk-may';
import { type DeskDay, viewDeskDay } from '@/lib/usecases/view-desk-day';
import { moveWords } from '../bookings/move-words';
import { DayAppointments } from './day-appointments';
import { DayList } from './day-list';
import { dayProps } from './day-props';
import { DeskGrid } from './desk-grid';

type Query = { location?: string; date?: string; booking?: string; done?: string };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('move.day'))('title') };
}

export default async function DeskDayPage({ searchParams }: { searchParams: Promise<Query> }) {
  const { location, date, booking, done } = await searchParams;
  const actor = await personOrSignIn('/desk/day');
  const now = new Date();
  const asked = await viewDeskDay(actor, { locationId: location, date }, now);
  // A location or a day that makes no sense in the address: today at the first.
  const answer = asked.ok ? asked : await viewDeskDay(actor, {}, now);
  if (!answer.ok) return refusedPage(answer.refusal);
  const [t, series] = [await getTranslations('move'), await getTranslations('series.nav')];
  const [view, may, only] = [answer.value, deskMay(actor), await getTranslations('readOnly')];
  return (
    <>
      <PageHeader
        title={t('day.title')}
        lead={may.manage ? t('day.lead') : only('day')}
        aside={may.book && <LinkButton href="/desk/book">{series('book')}</LinkButton>}
      />
      <div className="flex flex-col gap-6">
        {done === 'moved' && <Notice kind="success">{t('done.moved')}</Notice>}
        {view ? (
          <Day view={view} focusOn={done === 'moved' ? booking : undefined} now={now} mayMove={may.manage} />
        ) : (
          <EmptyState title={t('day.empty')} />
        )}
      </div>
    </>
  );
}

type DayViewProps = { view: DeskDay; focusOn: string | undefined; now: Date; mayMove: boolean };

async function Day({ view, focusOn, now, mayMove }: DayViewProps) {
  const [t, spaces, locale] = [
    await getTranslations('move.day'),
    await getTranslations('patron.spaces'),
    await getLocale(),
  ];
  const { location, locations, date, today, day } = view;
  const ticks = (day?.hours ?? []).map(({ minute, at, which }) => {
    const hour = formatHour(at, { locale, timeZone: location.timeZone });
    return { minute, label: which === 'only' ? hour : spaces(which, { hour }) };
  });
  const words = await getTranslations('ui.deskDay');
  const props = day && dayProps(view, day, { locale, ticks, words, now, mayMove });
  return (
    <>
      <div className="flex flex-wrap items-end justify-between gap-x-8 gap-y-4">
        <div>
          <h2 className="mb-2 text-xl">
            {location.name}, {formatLocalDate(date, locale)}
          </h2>
          <DateNav path="/desk/day" localDate={date} today={today} keep={{ location: String(location.id) }} />
        </div>
        {locations.length > 1 && (
          <form action="/desk/day" method="get" className="flex flex-wrap items-end gap-2">
            <input type="hidden" name="date" value={date} />
            <SelectField
              key={location.id}
              name="location"
              label={t('location')}
              choices={locations.map(({ id, name }) => ({ value: String(id), label: name }))}
              defaultValue={String(location.id)}
            />
            <SubmitButton variant="secondary">{t('show')}</SubmitButton>
          </form>
        )}
      </div>
      {props ? (
        <>
          <div className="md:hidden">
            <DayList {...props} listLabel={t('list')} />
          </div>
          <div className="hidden md:block">
            <DeskGrid
              // What was moved, here or by a colleague, makes a new table: nothing lifted in the old one belongs to it.
              key={`${props.dayStartAt} ${props.spaces.flatMap(({ id, bars }) => bars.map((bar) => `${id} ${bar.publicId} ${bar.version}`)).join()}`}
              {...props}
              listLabel={t('list')}
              words={await moveWords()}
              back={`/desk/day?location=${location.id}&date=${date}`}
              focusOn={focusOn}
            />
          </div>
        </>
      ) : (
        <EmptyState title={t('closed', { date: formatLocalDate(date, locale) })} />
      )}
      <DayAppointments view={view} />
    </>
  );
}
