import { getTranslations } from 'next-intl/server';
import { Card } from '@/app/_ui/card';
import { EmptyState } from '@/app/_ui/empty-state';
import { SelectField } from '@/app/_ui/select-field';
import { SubmitButton } from '@/app/_ui/submit-button';
import { Switch } from '@/app/_ui/switch';
import { TextField } from '@/app/_ui/text-field';
import { EMBED_KINDS } from '@/lib/embed-snippets';
import { locales } from '@/lib/messages/locales';
import { type EmbedsView, whatText } from '@/lib/usecases/view-embeds';

/** The generator: what is shown and how. A plain form: its answer is the page with this preview and these snippets. */
export async function MakeCard({ view, accent }: { view: EmbedsView; accent: string }) {
  const t = await getTranslations('embed.admin.make');
  const { choices, chosen, look } = view;
  if (!chosen) {
    return (
      <Card title={t('title')} id="make">
        <EmptyState title={t('none.title')}>{t('none.text')}</EmptyState>
      </Card>
    );
  }
  return (
    <Card title={t('title')} id="make">
      <p className="prose-width mb-5">{t('lead')}</p>
      <form action="/admin/embeds#make" method="get" className="flex max-w-xl flex-col gap-5">
        <SelectField
          name="what"
          label={t('what')}
          choices={EMBED_KINDS.flatMap((kind) =>
            choices[kind].map((one) => ({
              value: whatText({ kind, value: one.value }),
              label: t('whatOf', { kind, name: one.name }),
            })),
          )}
          defaultValue={whatText(chosen)}
        />
        <SelectField
          name="lang"
          label={t('lang')}
          hint={t('langHint')}
          required={false}
          prompt={t('langAsPage')}
          choices={locales.map((locale) => ({ value: locale, label: ownName(locale) }))}
          defaultValue={look.lang ?? ''}
        />
        <SelectField
          name="theme"
          label={t('theme')}
          required={false}
          prompt={t('themes.auto')}
          choices={(['light', 'dark'] as const).map((theme) => ({ value: theme, label: t(`themes.${theme}`) }))}
          defaultValue={look.theme ?? ''}
        />
        <TextField
          name="accent"
          label={t('accent')}
          hint={t('accentHint')}
          optional
          error={accent && !look.accent ? t('accentProblem') : undefined}
          defaultValue={accent}
          autoComplete="off"
          spellCheck={false}
          maxLength={7}
          mono
        />
        <Switch name="compact" label={t('compact')} hint={t('compactHint')} defaultChecked={look.compact} />
        <div>
          <SubmitButton>{t('show')}</SubmitButton>
        </div>
      </form>
    </Card>
  );
}

/** Each language in its own words, with a capital. */
function ownName(locale: string): string {
  const name = new Intl.DisplayNames([locale], { type: 'language' }).of(locale) ?? locale;
  return name.charAt(0).toUpperCase() + name.slice(1);
}
