import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getLocale, getTranslations } from 'next-intl/server';
import { Card } from '@/app/_ui/card';
import { LinkButton } from '@/app/_ui/link-button';
import { Notice } from '@/app/_ui/notice';
import { PageHeader } from '@/app/_ui/page-header';
import { refusalText } from '@/app/_ui/refusal-text';
import { SubmitButton } from '@/app/_ui/submit-button';
import { TextAreaField } from '@/app/_ui/text-area-field';
import { ActForm } from '@/app/(staff)/act-form';
import { personOrSignIn } from '@/app/(staff)/person-or-sign-in';
import { refusedPage } from '@/app/(staff)/refused-page';
import { minutesIn } from '@/lib/time/interval';
import { localDateOf, wallMinute } from '@/lib/time/zone';
import { deskMay } from '@/lib/usecases/desk-may';
import { type DeskBookingView, viewDeskBooking } from '@/lib/usecases/view-desk-booking';
import { viewTimeline } from '@/lib/usecases/view-timeline';
import { moveBooking, saveNote } from '../actions';
import { ForStaff } from '../for-staff';
import { MoveForm } from '../move-form';
import { moveWords } from '../move-words';
import { BookingFacts } from './booking-facts';
import { TimelineCard } from './timeline-card';
import { WithdrawCard } from './withdraw-card';

type Props = { params: Promise<{ publicId: string }>; searchParams: Promise<{ done?: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await getTranslations('move.booking');
  return { title: t('title', { reference: (await params).publicId }) };
}

const DONE = ['moved', 'noted', 'booked', 'withdrawn', 'retried'] as const;

export default async function DeskBookingPage({ params, searchParams }: Props) {
  const [{ publicId }, asked] = [await params, await searchParams];
  const actor = await personOrSignIn(`/desk/bookings/${publicId}`);
  const answer = await viewDeskBooking(actor, { publicId }, new Date());
  if (!answer.ok) return refusedPage(answer.refusal);
  const [item] = answer.value.booking.items;
  if (!item) notFound();
  const view = answer.value;
  const [{ booking }, may] = [view, deskMay(actor)];
  const [t, made] = [await getTranslations('move'), await getTranslations('appointmentDesk')];
  const [timeline, history] = [await viewTimeline(actor, { publicId }), await getTranslations('health.timeline')];
  const done = DONE.find((one) => one === asked.done);
  const date = localDateOf(item.start, item.timeZone);
  return (
    <>
      <PageHeader
        title={t('booking.title', { reference: booking.publicId })}
        crumbs={[
          {
            href: `/desk/day?location=${item.locationId}&date=${date}`,
            label: t('booking.day', { location: item.locationName }),
          },
        ]}
        aside={<LinkButton href={`/bookings/${booking.publicId}`}>{t('booking.patronPage')}</LinkButton>}
      />
      <div className="flex max-w-3xl flex-col gap-8">
        {done && (
          <Notice kind="success">
            {done === 'retried' ? history('retried') : isOurs(done) ? made(`done.${done}`) : t(`done.${done}`)}
          </Notice>
        )}
        <BookingFacts view={view} />
        <ForStaff
          publicId={booking.publicId}
          stands={view.problem === null}
          place={{ locale: await getLocale(), timeZone: item.timeZone }}
          atDesk
        />
        <NoteCard view={view} mayWrite={may.manage} />
        {may.manage && <MoveCard view={view} item={item} />}
        {may.manage && <WithdrawCard view={view} />}
        {timeline.ok && <TimelineCard view={timeline.value} />}
        {booking.patronEmail && may.ban && (
          <div>
            <LinkButton href={`/desk/bans/new?booking=${booking.publicId}`}>{t('booking.ban')}</LinkButton>
          </div>
        )}
      </div>
    </>
  );
}

async function NoteCard({ view: { booking }, mayWrite }: { view: DeskBookingView; mayWrite: boolean }) {
  const t = await getTranslations('move.note');
  if (!mayWrite)
    return booking.staffNote ? (
      <Card id="note-card" title={t('title')}>
        <p className="whitespace-pre-line">{booking.staffNote}</p>
      </Card>
    ) : null;
  return (
    <Card id="note-card" title={t('title')}>
      {booking.scrubbedAt ? (
        <p className="text-ink-soft">{t('scrubbed')}</p>
      ) : (
        <ActForm
          action={saveNote}
          hidden={{ publicId: booking.publicId }}
          problem={t('problem')}
          className="flex flex-col gap-4"
        >
          <TextAreaField
            name="staffNote"
            label={t('label')}
            hint={t('hint')}
            rows={3}
            maxLength={2000}
            optional
            defaultValue={booking.staffNote}
          />
          <div>
            <SubmitButton variant="secondary" pendingLabel={t('saving')}>
              {t('save')}
            </SubmitButton>
          </div>
        </ActForm>
      )}
    </Card>
  );
}

async function MoveCard({ view, item }: { view: DeskBookingView; item: DeskBookingView['booking']['items'][number] }) {
  const t = await getTranslations('move.form');
  const { booking, problem, spaces, places } = view;
  const where = (await getTranslations('appointmentDesk'))('move.place');
  const { timeZone, start } = item;
  const place = { locale: await getLocale(), timeZone };
  const minute = Math.floor(wallMinute(start, timeZone));
  const time = `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
  return (
    <Card id="move" title={t('title')}>
      {problem ? (
        <Notice kind="info" title={t('cannot')} still>
          {refusalText(problem, await getTranslations('refusal'), place)}
        </Notice>
      ) : (
        <MoveForm
          // Moved, it is another form: what was typed does not belong to it.
          key={booking.version}
          action={moveBooking}
          hidden={{ publicId: booking.publicId, version: String(booking.version), timeZone }}
          place={{
            meeting: { label: where, choices: places, placeId: booking.appointment?.placeId ?? null },
            ...{ spaces, spaceId: item.resourceId, date: localDateOf(start, timeZone), time },
            minutes: minutesIn(item),
          }}
          words={await moveWords()}
        />
      )}
    </Card>
  );
}

const isOurs = (done: (typeof DONE)[number]): done is 'booked' | 'withdrawn' =>
  done === 'booked' || done === 'withdrawn';
