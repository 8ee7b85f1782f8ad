import { redirect } from 'next/navigation';
import { currentActor } from '@/lib/auth/actor';

/** Guests are sent to sign in and come back; what a person may do is the use case's to say. */
export async function personOrSignIn(here: string) {
  const actor = await currentActor();
  if (actor.kind !== 'person') redirect(`/sign-in?to=${encodeURIComponent(here)}`);
  return actor;
}
