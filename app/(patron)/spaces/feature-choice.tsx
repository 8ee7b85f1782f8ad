import { getTranslations } from 'next-intl/server';
import { Icon } from '@/app/_ui/icon';

type Props = { features: readonly string[]; chosen: readonly string[] };

/** What spaces must have, all of it: folded away until something is chosen, since there is much and most look for none. */
export async function FeatureChoice({ features, chosen }: Props) {
  const [t, words] = [await getTranslations('finding.filter'), await getTranslations('patron.find')];
  if (features.length === 0) return null;
  return (
    <details key={chosen.join()} className="group w-full" open={chosen.length > 0}>
      <summary className="inline-flex min-h-11 cursor-pointer items-center gap-2 font-medium text-accent underline underline-offset-4">
        <Icon name="chevron-down" className="transition-transform group-open:rotate-180" />
        {t('features', { count: chosen.length })}
      </summary>
      <fieldset>
        <legend className="text-sm text-ink-soft">{words('featuresHint')}</legend>
        <div className="grid grid-cols-[repeat(auto-fill,minmax(min(11rem,100%),1fr))] gap-x-6">
          {features.map((feature) => (
            <label key={feature} className="flex min-h-11 items-center gap-3">
              <input
                type="checkbox"
                name="feature"
                value={feature}
                defaultChecked={chosen.includes(feature)}
                className="size-5 shrink-0 accent-accent"
              />
              <span className="min-w-0 break-words">{feature}</span>
            </label>
          ))}
        </div>
      </fieldset>
    </details>
  );
}
