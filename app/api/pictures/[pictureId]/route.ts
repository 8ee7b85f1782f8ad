import { currentActor } from '@/lib/auth/actor';
import { refusalStatus } from '@/lib/refusal-status';
import { viewPicture } from '@/lib/usecases/view-picture';

/** A picture never changes: another one has another id. So it may be kept for a year, by whoever may see it. */
export async function GET(_: Request, { params }: { params: Promise<{ pictureId: string }> }): Promise<Response> {
  const answer = await viewPicture(await currentActor(), await params);
  if (!answer.ok) return new Response(null, { status: refusalStatus[answer.refusal.code] });
  const { type, bytes, isPublic } = answer.value;
  return new Response(bytes, {
    headers: {
      'content-type': type,
      'content-disposition': 'inline',
      'x-content-type-options': 'nosniff',
      'cache-control': `${isPublic ? 'public' : 'private'}, max-age=31536000, immutable`,
    },
  });
}
