import { redirect } from 'next/navigation';
import { currentActor } from '@/lib/auth/actor';
import { viewSignIn } from '@/lib/usecases/view-sign-in';

/** After signing in from nowhere in particular: on to where this person's work begins. */
export default async function HomePage() {
  const { home } = await viewSignIn(await currentActor(), {});
  redirect(home ?? '/sign-in');
}
