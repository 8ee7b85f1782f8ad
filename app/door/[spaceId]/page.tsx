import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getLocale, getTranslations } from 'next-intl/server';
import { cache } from 'react';
import { currentActor } from '@/lib/auth/actor';
import { buildId } from '@/lib/build-id';
import { env } from '@/lib/env';
import { viewDoor } from '@/lib/usecases/view-door';
import { bookNow } from './actions';
import { DoorSign } from './door-sign';
import type { DoorWords } from './door-words';
import type { DoorFacts } from './use-door';

type Props = { params: Promise<{ spaceId: string }>; searchParams: Promise<{ key?: string | string[] }> };

async function doorOf({ params, searchParams }: Props) {
  const [{ spaceId }, { key: given }] = [await params, await searchParams];
  const key = typeof given === 'string' ? given : undefined;
  return { view: await oneView(spaceId, key), key };
}

/** Once a request: title and page ask for the same. */
const oneView = cache(async (spaceId: string, key: string | undefined) => {
  const answer = await viewDoor(await currentActor(), { spaceId, key }, new Date());
  if (!answer.ok) notFound();
  return answer.value;
});

export async function generateMetadata(props: Props): Promise<Metadata> {
  const { view } = await doorOf(props);
  const t = await getTranslations('door');
  // The address may hold the door's key.
  return { title: t('title', { space: view.space.name }), referrer: 'same-origin', robots: { index: false } };
}

/** A tablet on the wall beside the door: what is now, until when, what comes next; by itself, all day. */
export default async function DoorPage(props: Props) {
  const { view, key } = await doorOf(props);
  const t = await getTranslations('door');
  const keys = [
    ...(['free', 'busy', 'closed', 'freeUntil', 'busyUntil', 'closedUntil', 'closedToday'] as const),
    ...(['next', 'nextNone', 'taken', 'book', 'bookFrom', 'minutes', 'bookLabel', 'booking', 'booked'] as const),
    ...(['notBooked', 'bookByPhone', 'bookByPhoneText', 'checkIn', 'checkInText', 'qr'] as const),
    ...(['updated', 'offline'] as const),
  ] as const;
  const words = Object.fromEntries(keys.map((name) => [name, t.raw(name) as string])) as DoorWords;
  // As the tablet will hear it again and again.
  const facts = JSON.parse(JSON.stringify({ view, version: buildId() })) as DoorFacts;
  return (
    <DoorSign
      first={facts}
      firstAt={Date.now()}
      doorKey={key}
      book={bookNow}
      locale={await getLocale()}
      home={env().PUBLIC_URL}
      words={words}
    />
  );
}
