import { getTranslations } from 'next-intl/server';
import { Card } from '@/app/_ui/card';
import { SubmitButton } from '@/app/_ui/submit-button';
import { ActForm } from '@/app/(staff)/act-form';
import { TwoSteps } from '@/app/(staff)/two-steps';
import { PICTURE_BYTES } from '@/lib/usecases/save-picture';
import { removePictureAction, savePictureAction } from '../../space-actions';
import { PictureForm } from './picture-form';

/** The space's own picture; without one, its category's drawing stands in. */
export async function PictureCard({
  spaceId,
  picture: { id, alt },
}: {
  spaceId: number;
  picture: { id: number | null; alt: string };
}) {
  const [t, refusal] = [await getTranslations('catalogue'), await getTranslations('refusal.field')];
  return (
    <Card title={t('picture.title')} id="picture">
      {id === null ? (
        <p className="prose-width mb-4 text-ink-soft">{t('picture.none')}</p>
      ) : (
        // biome-ignore lint/performance/noImgElement: served as it was given, with long caching
        <img
          src={`/api/pictures/${id}`}
          alt={alt}
          className="mb-4 aspect-[4/3] w-full max-w-sm rounded-sm bg-sunken object-cover"
        />
      )}
      <PictureForm
        key={id}
        action={savePictureAction}
        spaceId={spaceId}
        alt={alt}
        isFirst={id === null}
        mostBytes={PICTURE_BYTES}
        words={{
          ...{ file: t('picture.file'), fileHint: t('picture.fileHint'), alt: t('picture.alt') },
          ...{ altHint: t('picture.altHint'), save: t('picture.save'), saving: t('saving'), problem: t('problem') },
          tooBig: refusal('picture_too_big'),
        }}
      />
      {id !== null && (
        <div className="mt-5">
          <TwoSteps open={t('remove')}>
            <p>{t('picture.removeText')}</p>
            <ActForm action={removePictureAction} hidden={{ id: spaceId }} problem={t('problem')}>
              <SubmitButton variant="danger">{t('picture.remove')}</SubmitButton>
            </ActForm>
          </TwoSteps>
        </div>
      )}
    </Card>
  );
}
