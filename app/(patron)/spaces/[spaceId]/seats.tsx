import Link from 'next/link';
import { useTranslations } from 'next-intl';
import type { SpaceView } from '@/lib/usecases/view-space';

/** In place of the booking form: a container is booked by its seats. */
export function Seats({ seats }: { seats: SpaceView['parts'] }) {
  const t = useTranslations('patron.space');
  return (
    <>
      <p>
        <strong>{t('container.title')}.</strong> {t(seats.length ? 'container.text' : 'container.none')}
      </p>
      <ul aria-label={t('seatsOf')} className="grid grid-cols-[repeat(auto-fill,minmax(7rem,1fr))] gap-2">
        {seats.map(({ id, name }) => (
          <li key={id}>
            <Link
              href={`/spaces/${id}`}
              prefetch={false}
              className="flex min-h-11 items-center justify-center rounded-md border border-free-line bg-free px-2 text-center font-medium text-accent-strong no-underline hover:border-accent"
            >
              {name}
            </Link>
          </li>
        ))}
      </ul>
    </>
  );
}
