import type { Metadata } from 'next';
import Link from 'next/link';
import { getLocale, getTranslations } from 'next-intl/server';
import { DataList } from '@/app/_ui/data-list';
import { LinkButton } from '@/app/_ui/link-button';
import { Notice } from '@/app/_ui/notice';
import { PageHeader } from '@/app/_ui/page-header';
import { SubmitButton } from '@/app/_ui/submit-button';
import { TextField } from '@/app/_ui/text-field';
import { personOrSignIn } from '@/app/(staff)/person-or-sign-in';
import { refusedPage } from '@/app/(staff)/refused-page';
import { formatDateRange } from '@/lib/messages/format';
import { type BanForm as BanFormView, viewBanForm } from '@/lib/usecases/view-bans';
import { bar } from '../actions';
import { banWords } from '../ban-words';
import { BanForm } from './ban-form';

type Props = { searchParams: Promise<{ email?: string; booking?: string }> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('bans.new'))('title') };
}

export default async function NewBanPage({ searchParams }: Props) {
  const { email, booking } = await searchParams;
  const actor = await personOrSignIn('/desk/bans/new');
  const now = new Date();
  const asked = await viewBanForm(actor, { email, booking }, now);
  // An address that makes no sense: asked for anew.
  const answer = asked.ok ? asked : await viewBanForm(actor, {}, now);
  if (!answer.ok) return refusedPage(answer.refusal);
  const [t, list] = [await getTranslations('bans.new'), await getTranslations('bans.list')];
  const view = answer.value;
  return (
    <>
      <PageHeader title={t('title')} lead={t('lead')} crumbs={[{ href: '/desk/bans', label: list('title') }]} />
      <div className="flex max-w-3xl flex-col gap-8">{view.email === '' ? <Whom /> : <About view={view} />}</div>
    </>
  );
}

/** More of them say nothing new. */
const SHOWN = 8;

/** Who it is about comes first, since what follows depends on it. A plain form that leads back here. */
async function Whom() {
  const t = await getTranslations('bans.new');
  return (
    <form action="/desk/bans/new" method="get" className="flex max-w-xl flex-col items-start gap-5">
      <div className="w-full">
        <TextField name="email" type="email" label={t('email')} hint={t('emailHint')} autoComplete="off" />
      </div>
      <SubmitButton>{t('go')}</SubmitButton>
    </form>
  );
}

async function About({ view }: { view: BanFormView }) {
  const [t, locale] = [await getTranslations('bans.new'), await getLocale()];
  const { email, name, current, bookings, locations, mayEverywhere } = view;
  const words = await banWords();
  return (
    <>
      {current.length > 0 && (
        <Notice kind="attention" title={t('already')} still>
          <ul>
            {current.map((ban) => (
              <li key={ban.id}>
                {t('alreadyText', { where: words.where(ban), until: words.until(ban), reason: ban.reason })}
              </li>
            ))}
          </ul>
        </Notice>
      )}
      <DataList
        entries={[
          {
            term: t('who'),
            detail: (
              <span className="flex flex-wrap items-center gap-x-4">
                <span className="break-all">{name ? `${name}, ${email}` : t('noAccount', { email })}</span>
                <LinkButton href="/desk/bans/new" variant="quiet" size="small">
                  {t('other')}
                </LinkButton>
              </span>
            ),
          },
          {
            term: t('bookings'),
            detail:
              bookings.length === 0 ? (
                t('bookingsNone')
              ) : (
                <ul className="flex flex-col gap-1">
                  {bookings.slice(0, SHOWN).map(({ publicId, what, locationName, timeZone, start, end }) => (
                    <li key={publicId}>
                      <Link href={`/desk/bookings/${publicId}`}>
                        {what}, {formatDateRange(start, end, { locale, timeZone })}
                      </Link>
                      <span className="text-ink-soft"> · {locationName}</span>
                    </li>
                  ))}
                  {bookings.length > SHOWN && <li>{t('more', { count: bookings.length - SHOWN })}</li>}
                </ul>
              ),
          },
        ]}
      />
      <BanForm
        action={bar}
        email={email}
        locations={locations}
        mayEverywhere={mayEverywhere}
        hasBookings={bookings.length > 0}
        words={{
          ...{ where: t('where'), everywhere: t('everywhere'), reason: t('reason'), reasonHint: t('reasonHint') },
          ...{ lastDay: t('lastDay'), lastDayHint: t('lastDayHint'), bookings: t('bookings') },
          ...{ bookingsHint: t('bookingsHint'), keep: t('keep'), cancel: t('cancel'), cancelHint: t('cancelHint') },
          ...{ submit: t('submit'), saving: t('saving'), problem: t('problem') },
        }}
      />
    </>
  );
}
