import { getTranslations } from 'next-intl/server';

export type WebhookWords = Awaited<ReturnType<typeof webhookWords>>;

const EVENTS = ['created', 'changed', 'cancelled'] as const;

/** The words of the forms of a webhook. */
export async function webhookWords() {
  const t = await getTranslations('webhooks.form');
  const [s, all] = [await getTranslations('webhooks.secret'), await getTranslations('webhooks')];
  return {
    ...{ name: t('name'), nameHint: t('nameHint'), url: t('url'), urlHint: t('urlHint'), events: t('events') },
    ...{ withPatron: t('withPatron'), withPatronHint: t('withPatronHint') },
    ...{ make: t('make'), save: t('save'), saving: t('saving'), problem: all('problem') },
    ...{ renew: s('renew'), renewing: s('renewing') },
    eventChoices: EVENTS.map((value) => ({ value, label: all(`event.${value}`) })),
    shownOnce: { title: s('shownTitle'), text: s('shownText'), copy: s('copy'), goOn: s('goOn') },
  };
}
