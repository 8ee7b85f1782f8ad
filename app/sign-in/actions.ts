'use server';

import { redirect } from 'next/navigation';
import { getLocale } from 'next-intl/server';
import { fromForm } from '@/lib/parse';
import { type SignInProblem, sendSignInLink, signInOutside, signInWithPassword, signOut } from '@/lib/usecases/sign-in';

export type SignInState = { problem: SignInProblem | null; email: string };

export async function passwordAction(_: SignInState, form: FormData): Promise<SignInState> {
  const raw = fromForm(form);
  const answer = await signInWithPassword(raw, await getLocale());
  if ('goTo' in answer) redirect(answer.goTo);
  return { problem: answer, email: raw.email ?? '' };
}

export async function linkAction(_: SignInState, form: FormData): Promise<SignInState> {
  const raw = fromForm(form);
  const answer = await sendSignInLink(raw, await getLocale());
  if ('goTo' in answer) redirect(answer.goTo);
  return { problem: answer, email: raw.email ?? '' };
}

export async function microsoftAction(form: FormData): Promise<void> {
  const answer = await signInOutside('azure-ad', fromForm(form), await getLocale());
  redirect('goTo' in answer ? answer.goTo : `/sign-in?error=${answer.problem}`);
}

/** Where to go on: the page itself leads there (leave-form.tsx). */
export async function oidcAction(_: string | null, form: FormData): Promise<string> {
  const raw = fromForm(form);
  const answer = await signInOutside('oidc', raw, await getLocale());
  if ('goTo' in answer) return answer.goTo;
  const to = typeof raw.to === 'string' ? `&to=${encodeURIComponent(raw.to)}` : '';
  redirect(`/sign-in?error=${answer.problem}&with=oidc${to}`);
}

export async function signOutAction(): Promise<void> {
  await signOut(await getLocale());
  redirect('/');
}
