import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getLocale, getTranslations } from 'next-intl/server';
import { Notice } from '@/app/_ui/notice';
import { OwnTime } from '@/app/_ui/own-time/own-time';
import { PageHeader } from '@/app/_ui/page-header';
import { refusalText } from '@/app/_ui/refusal-text';
import { currentActor } from '@/lib/auth/actor';
import { formatDateRange, formatDateTime, formatLocalDate } from '@/lib/messages/format';
import { viewAppointmentChange } from '@/lib/usecases/view-appointment-change';
import { type ChangeView, viewChange } from '@/lib/usecases/view-change';
import { change } from './actions';
import { AppointmentChange } from './appointment-change';
import { ChangeForm } from './change-form';
import { PlaceForm } from './place-form';
import { timesOf } from './times-of';

type Query = Record<'key' | 'space' | 'date' | 'kindId' | 'placeId' | 'from' | 'start', string | string[] | undefined>;
type Props = { params: Promise<{ publicId: string }>; searchParams: Promise<Query> };

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('change');
  // The address holds the key: it goes to no other site and into no index.
  return { title: t('title'), referrer: 'same-origin', robots: { index: false } };
}

export default async function ChangePage({ params, searchParams }: Props) {
  const [{ publicId }, query] = [await params, await searchParams];
  const one = (value: string | string[] | undefined) => (typeof value === 'string' ? value : undefined);
  const key = one(query.key);
  const [actor, now] = [await currentActor(), new Date()];
  const what = { kindId: one(query.kindId), placeId: one(query.placeId), from: one(query.from) };
  const meeting = await viewAppointmentChange(actor, { publicId, key, ...what }, now);
  // A kind, a place or a day that makes no sense in the address is no reason to hide the booking.
  const plain = meeting.ok ? meeting : await viewAppointmentChange(actor, { publicId, key }, now);
  if (plain.ok && plain.value) return <AppointmentChange view={plain.value} link={key} start={one(query.start)} />;
  const asked = await viewChange(actor, { publicId, key, spaceId: one(query.space), date: one(query.date) }, now);
  // The same with a space.
  const answer = asked.ok ? asked : await viewChange(actor, { publicId, key }, now);
  if (!answer.ok) notFound();
  const view = answer.value;
  const [t, locale] = [await getTranslations('change'), await getLocale()];
  const place = { locale, timeZone: view.item.timeZone };
  return (
    <>
      <PageHeader
        title={t('title')}
        lead={view.problem ? undefined : t('lead')}
        crumbs={[
          { href: `/bookings/${view.publicId}${key ? `?key=${encodeURIComponent(key)}` : ''}`, label: t('back') },
        ]}
      />
      <div className="flex max-w-3xl flex-col gap-8">
        <div className="border-l-4 border-accent pl-4">
          <p className="text-sm text-ink-soft">{t('now')}</p>
          <p className="text-lg font-semibold break-words">
            {view.names.join(', ')}
            <br />
            {formatDateRange(view.item.start, view.item.end, place)}
            <OwnTime start={view.item.start} end={view.item.end} timeZone={place.timeZone} className="block" />
          </p>
          {!view.problem && (
            <p className="text-sm text-ink-soft">{t('until', { time: formatDateTime(view.until, place) })}</p>
          )}
        </div>
        {view.problem ? (
          <Notice kind="info" title={t('cannot')} still>
            {refusalText(view.problem, await getTranslations('refusal'), place)}
          </Notice>
        ) : (
          <>
            <PlaceForm view={view} link={key} />
            {view.isRequest ? (
              <Notice kind="info" title={t('request.title')} still>
                {t('request.text')}
              </Notice>
            ) : (
              view.isMediated && (
                <Notice kind="attention" title={t('mediated.title')} still>
                  {t('mediated.text')}
                </Notice>
              )
            )}
          </>
        )}
        <NewTime view={view} link={key} />
      </div>
    </>
  );
}

async function NewTime({ view, link }: { view: ChangeView; link: string | undefined }) {
  const [t, patron, locale] = [await getTranslations('change'), await getTranslations('patron'), await getLocale()];
  const { space, isOther, version, publicId, problem } = view;
  const times = timesOf(view, patron, locale);
  const date = formatLocalDate(view.date, locale);
  const terms = { texts: space.terms, title: patron('form.termsTitle'), accept: patron('form.terms') };
  const given = {
    ...{ publicId, version: String(version), timeZone: space.timeZone },
    ...(link && { key: link }),
    // Without a time there only the words are saved, and it stays where it is.
    ...(isOther && times && { spaceId: String(space.id) }),
  };
  return (
    <section
      aria-labelledby="new-time"
      className="flex flex-col gap-5 rounded-md border border-line bg-surface p-5 sm:p-6"
    >
      <h2 id="new-time" className="text-xl">
        {times ? t('when.title', { space: space.name, date }) : t('words')}
      </h2>
      {!times && !problem && (
        <Notice kind="attention" title={t('none.title', { date })} still>
          {t('none.text')}
        </Notice>
      )}
      <ChangeForm
        // Other times are another form: what was chosen before does not belong to it.
        key={`${space.id} ${view.date}`}
        action={change}
        given={given}
        times={times}
        note={view.note}
        nickname={
          space.nicknames
            ? { value: view.nickname, label: patron('form.nickname'), hint: patron('form.nicknameHint') }
            : null
        }
        terms={isOther && times && space.terms.length > 0 ? terms : null}
        words={{
          ...{ start: t('when.start'), length: t('when.length'), period: t('when.period') },
          ...{ note: patron('form.note'), problem: t('problem'), submit: t('submit'), saving: t('saving') },
        }}
      />
    </section>
  );
}
