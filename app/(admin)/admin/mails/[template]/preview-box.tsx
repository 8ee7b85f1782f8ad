import type { MailPreview } from '@/lib/usecases/preview-mail-template';

type Props = {
  locale: string;
  title: string;
  mail: MailPreview;
  words: Record<'previewLead' | 'asHtml' | 'asText' | 'subjectIs', string>;
};

/** A mail as it would be read. The frame may run nothing; the page's own rules keep its style element out (dark colours). */
export function PreviewBox({ locale, title, mail: { subject, text, html }, words }: Props) {
  const light = html.replace(/<style>[\s\S]*?<\/style>/, '');
  return (
    <section aria-label={title} className="flex flex-col gap-4 rounded-md border border-line bg-surface p-5">
      <div>
        <h2 className="text-xl">{title}</h2>
        <p className="text-sm text-ink-soft">{words.previewLead}</p>
      </div>
      <p>
        <span className="text-ink-soft">{words.subjectIs}</span>{' '}
        <strong lang={locale} className="break-words">
          {subject}
        </strong>
      </p>
      <div className="flex flex-col gap-1.5">
        <h3 className="text-sm font-medium">{words.asHtml}</h3>
        <iframe
          title={`${title}, ${words.asHtml}`}
          sandbox=""
          srcDoc={light}
          className="h-112 w-full rounded-md border border-line-strong bg-white"
        />
      </div>
      <details>
        <summary className="min-h-6 cursor-pointer text-sm font-medium">{words.asText}</summary>
        <pre lang={locale} className="mt-2 rounded-md bg-sunken p-4 text-sm break-words whitespace-pre-wrap">
          {text}
        </pre>
      </details>
    </section>
  );
}
