import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { Badge } from '@/app/_ui/badge';
import { Card } from '@/app/_ui/card';
import { DataList } from '@/app/_ui/data-list';
import { LinkButton } from '@/app/_ui/link-button';
import { PageHeader } from '@/app/_ui/page-header';
import { type DescribedOperation, readDescription } from '@/lib/api/read-description';
import { env } from '@/lib/env';
import { FieldList } from './field-list';
import { Marked } from './marked';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('apiDocs'))('title') };
}

const BESIDE = ['problems', 'repeats', 'webhooks', 'feeds', 'hours'] as const;

/** Every address of the API, for people who write programs: made of the description that programs read. */
export default async function ApiDocsPage() {
  const t = await getTranslations('apiDocs');
  const origin = env().PUBLIC_URL;
  const operations = readDescription(origin);
  const tags = [...new Set(operations.map(({ tag }) => tag))];
  return (
    <>
      <PageHeader title={t('title')} lead={t('lead')} />
      <div className="flex flex-col gap-8">
        <Card title={t('start.title')} id="start">
          <DataList
            entries={[
              { term: t('start.address'), detail: <Code text={`${origin}/1.1`} /> },
              { term: t('start.token'), detail: <Code text="POST /oauth/token" /> },
              { term: t('start.header'), detail: <Code text="Authorization: Bearer …" /> },
            ]}
          />
          <p className="prose-width mt-4">{t('start.text')}</p>
          <div className="mt-5">
            <LinkButton href="/docs/api/openapi.json" variant="secondary" plain>
              {t('start.openApi')}
            </LinkButton>
          </div>
        </Card>
        <Card title={t('beside.title')} id="beside">
          <div className="prose-width flex flex-col gap-4">
            {BESIDE.map((name) => (
              <p key={name}>
                <Marked text={t(`beside.${name}`)} />
              </p>
            ))}
          </div>
        </Card>
        <nav aria-label={t('contents')} className="columns-1 gap-8 sm:columns-2">
          {tags.map((tag) => (
            <div key={tag} className="mb-5 break-inside-avoid">
              <p className="font-semibold">{t(`tags.${tag}`)}</p>
              <ul lang="en">
                {operations
                  .filter((one) => one.tag === tag)
                  .map(({ id, method, path }) => (
                    <li key={id}>
                      <a
                        href={`#${id}`}
                        className="text-link inline-flex min-h-6 items-center font-mono text-sm break-all"
                      >
                        {method} {path}
                      </a>
                    </li>
                  ))}
              </ul>
            </div>
          ))}
        </nav>
        {operations.map((operation) => (
          <OperationCard key={operation.id} operation={operation} />
        ))}
      </div>
    </>
  );
}

const Code = ({ text }: { text: string }) => <code className="font-mono text-sm break-all">{text}</code>;

async function OperationCard({ operation }: { operation: DescribedOperation }) {
  const t = await getTranslations('apiDocs');
  const { id, method, path, summary, description, scope, parameters, body, answer, refusals } = operation;
  return (
    <Card
      id={id}
      title={
        <span lang="en" className="font-mono text-base break-all">
          {method} {path}
        </span>
      }
      aside={<Badge>{scope ? t('scope', { scope }) : t('noScope')}</Badge>}
    >
      <div lang="en" className="flex flex-col gap-5">
        <p className="prose-width">
          <Marked text={summary} />
          {description && (
            <span className="block text-ink-soft">
              <Marked text={description} />
            </span>
          )}
        </p>
        {parameters.length > 0 && <FieldList title={t('parameters')} fields={parameters} />}
        {body.length > 0 && <FieldList title={t('body')} fields={body} />}
        <div>
          <h3 className="mb-1.5 font-semibold">{t('answer')}</h3>
          <pre
            // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
            tabIndex={0}
            className="overflow-x-auto rounded-md border border-line bg-ground p-4 font-mono text-sm"
          >
            {answer}
          </pre>
        </div>
        {refusals.length > 0 && (
          <div>
            <h3 className="mb-1.5 font-semibold">{t('refusals')}</h3>
            <ul className="list-disc pl-6">
              {refusals.map((sentence) => (
                <li key={sentence}>
                  <Code text={sentence} />
                </li>
              ))}
            </ul>
          </div>
        )}
      </div>
    </Card>
  );
}
