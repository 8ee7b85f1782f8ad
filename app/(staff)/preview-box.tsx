import type { ReactNode } from 'react';

export type PreviewInWords = { title: string; lines: string[]; collisions: string[] };

/** What a link would come to, above the button that makes it. */
export function PreviewBox({ preview, children }: { preview: PreviewInWords; children: ReactNode }) {
  return (
    <div className="flex flex-col items-start gap-4 border-l-2 border-accent pl-4">
      <div role="status" className="prose-width">
        <p className="font-semibold break-words">{preview.title}</p>
        <ul className="mt-2 list-disc space-y-1 pl-5">
          {preview.lines.map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
        {preview.collisions.length > 0 && (
          <ul className="mt-2 list-disc space-y-1 pl-5 text-sm">
            {preview.collisions.map((line) => (
              <li key={line} className="break-words">
                {line}
              </li>
            ))}
          </ul>
        )}
      </div>
      {children}
    </div>
  );
}
