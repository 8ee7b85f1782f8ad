import { getTranslations } from 'next-intl/server';
import { QUESTION_KINDS, type Question } from '@/lib/question';
import type { FormField } from './catalogue-form';

/** Of one question; null: of a new one. */
export async function questionFields(question: Question | null): Promise<FormField[]> {
  const t = await getTranslations('catalogue.question');
  return [
    { kind: 'line', name: 'label', label: t('label'), value: question?.label },
    { kind: 'line', name: 'help', label: t('help'), hint: t('helpHint'), value: question?.help, optional: true },
    {
      ...{ kind: 'select', name: 'kind', label: t('kind'), value: question?.kind ?? 'line' },
      choices: QUESTION_KINDS.map((kind) => ({ value: kind, label: t(`kinds.${kind}`) })),
    },
    {
      ...{ kind: 'text', name: 'choices', label: t('choices'), hint: t('choicesHint') },
      ...{ value: question?.choices.join('\n'), optional: true },
    },
    {
      ...{ kind: 'switch', name: 'required', label: t('required'), hint: t('requiredHint') },
      value: question?.required ? 'on' : '',
    },
  ];
}
