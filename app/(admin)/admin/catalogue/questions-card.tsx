import { getTranslations } from 'next-intl/server';
import { Badge } from '@/app/_ui/badge';
import { buttonClass } from '@/app/_ui/button-class';
import { Card } from '@/app/_ui/card';
import { SubmitButton } from '@/app/_ui/submit-button';
import { ActForm } from '@/app/(staff)/act-form';
import { TwoSteps } from '@/app/(staff)/two-steps';
import { currentActor } from '@/lib/auth/actor';
import { viewQuestions } from '@/lib/usecases/view-questions';
import { CatalogueForm } from './catalogue-form';
import { OrderButtons } from './order-buttons';
import { removeQuestionAction, saveQuestionAction } from './question-actions';
import { questionFields } from './question-fields';
import { formWords } from './shared-fields';

type Props = {
  place: { categoryId: number } | { resourceId: number } | { kindId: number };
  /** Where a kind of appointment is edited: people do it at the desk. */
  at?: 'desk' | 'admin';
};

/** What patrons are asked when they book there: of a category for all its spaces, of a space beside that, of a kind. */
export async function QuestionsCard({ place, at = 'admin' }: Props) {
  const answer = await viewQuestions(await currentActor(), place);
  if (!answer.ok) return null;
  const questions = answer.value;
  const isCategory = 'categoryId' in place;
  const t = await getTranslations('catalogue');
  const words = await formWords();
  const own = await getTranslations('appointmentAdmin.kind');
  const lead =
    'kindId' in place ? own('questionsLead') : t(isCategory ? 'question.leadCategory' : 'question.leadSpace');
  return (
    <Card title={t('question.title')} id="questions">
      <p className="prose-width mb-4 text-ink-soft">{lead}</p>
      <ol className="mb-6 flex flex-col divide-y divide-line">
        {
          await Promise.all(
            questions.map(async (question, number) => (
              <li key={question.id} className="flex flex-wrap items-start justify-between gap-3 py-3">
                <details className="min-w-0 flex-1 basis-48">
                  <summary className="min-h-8 cursor-pointer break-words font-medium">
                    {question.label}{' '}
                    <span className="font-normal text-ink-soft">
                      {t(`question.kinds.${question.kind}`)}
                      {question.choices.length > 0 && `: ${question.choices.join(', ')}`}
                    </span>{' '}
                    {question.required && <Badge>{t('question.mustAnswer')}</Badge>}
                  </summary>
                  <div className="flex flex-col gap-4 py-3">
                    <CatalogueForm
                      key={JSON.stringify(question)}
                      id={`question-${question.id}-`}
                      action={saveQuestionAction}
                      fields={await questionFields(question)}
                      hidden={{ id: question.id, at }}
                      words={words}
                      variant="secondary"
                    />
                    <TwoSteps open={t('remove')}>
                      <p>{t('question.removeText')}</p>
                      <ActForm action={removeQuestionAction} hidden={{ id: question.id, at }} problem={t('problem')}>
                        <SubmitButton variant="danger">
                          {t('question.removeThis', { label: question.label })}
                        </SubmitButton>
                      </ActForm>
                    </TwoSteps>
                  </div>
                </details>
                <OrderButtons
                  kind="question"
                  id={question.id}
                  name={question.label}
                  isFirst={number === 0}
                  isLast={number === questions.length - 1}
                />
              </li>
            )),
          )
        }
      </ol>
      <details>
        <summary
          className={buttonClass('secondary', 'normal', 'mb-4 w-fit list-none [&::-webkit-details-marker]:hidden')}
        >
          {t('question.new')}
        </summary>
        <CatalogueForm
          // Empty again once one was added.
          key={questions.length}
          id="question-new-"
          action={saveQuestionAction}
          fields={await questionFields(null)}
          hidden={{ ...place, at }}
          words={{ ...words, save: t('question.add') }}
          variant="secondary"
        />
      </details>
    </Card>
  );
}
