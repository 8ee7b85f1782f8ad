import { currentActor } from '@/lib/auth/actor';
import { refusalStatus } from '@/lib/refusal-status';
import { viewCredentials } from '@/lib/usecases/view-credentials';

/** The public certificate, for Microsoft's portal: the second one where there is one, `?which=current` the one in force. */
export async function GET(request: Request): Promise<Response> {
  const answer = await viewCredentials(await currentActor(), new Date());
  if (!answer.ok) return new Response(null, { status: refusalStatus[answer.refusal.code] });
  const which = new URL(request.url).searchParams.get('which') === 'current' ? 'current' : 'next';
  const certificate = answer.value?.[which]?.certificate;
  if (!certificate) return new Response(null, { status: 404 });
  return new Response(certificate, {
    headers: {
      'content-type': 'application/x-x509-ca-cert',
      'content-disposition': 'attachment; filename="carrel.cer"',
      'cache-control': 'private, no-store',
    },
  });
}
