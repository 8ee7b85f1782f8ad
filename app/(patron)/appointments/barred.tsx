import { getLocale, getTranslations } from 'next-intl/server';
import { buttonClass } from '@/app/_ui/button-class';
import { LinkButton } from '@/app/_ui/link-button';
import { Notice } from '@/app/_ui/notice';
import { refusalText } from '@/app/_ui/refusal-text';
import { frameLook } from '@/app/frame-look';
import { NewTabLink } from '@/app/new-tab-link';
import type { Refusal } from '@/lib/refusal';

type Props = {
  problem: Refusal;
  /** Where whoever signs in comes back to. */
  here: string;
  timeZone: string;
};

/** Why nothing is on offer to whoever asks, whatever the time, and the way in where there is one. */
export async function Barred({ problem, here, timeZone }: Props) {
  const [words, locale] = [await getTranslations('patron.booking'), await getLocale()];
  const text = refusalText(problem, await getTranslations('refusal'), { locale, timeZone });
  const signIn = `/sign-in?to=${encodeURIComponent(here)}`;
  const isFramed = (await frameLook()) !== null;
  return (
    <div className="mb-6">
      <Notice
        kind="attention"
        still
        action={
          problem.code === 'sign_in_required' &&
          (isFramed ? (
            <NewTabLink href={signIn} className={buttonClass()}>
              {words('signIn')}
            </NewTabLink>
          ) : (
            <LinkButton href={signIn}>{words('signIn')}</LinkButton>
          ))
        }
      >
        {text}
      </Notice>
    </div>
  );
}
