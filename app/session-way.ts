import type { useTranslations } from 'next-intl';

const METHODS = ['password', 'email', 'azure-ad', 'oidc', 'invitation'] as const;

type Words = ReturnType<typeof useTranslations<'people'>>;

/** How a session began, in words: 'link by email'. */
export function wayText(method: string, t: Words): string {
  const way = METHODS.find((one) => one === method);
  return way ? t(`sessionWays.${way}`) : method;
}
