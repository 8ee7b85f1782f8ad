import { currentActor } from '@/lib/auth/actor';
import { refusalStatus } from '@/lib/refusal-status';
import { searchSpaces } from '@/lib/usecases/search-spaces';

/** Free spaces by time, length, people and features, as data: `?date=&at=&minutes=&people=&location=&feature=&feature=`. */
export async function GET(request: Request): Promise<Response> {
  const asked = new URL(request.url).searchParams;
  const given = (name: string) => asked.get(name) ?? undefined;
  const wish = {
    ...{ date: given('date'), at: given('at'), minutes: given('minutes'), people: given('people') },
    ...{ locationId: given('location'), features: asked.getAll('feature') },
  };
  const answer = await searchSpaces(await currentActor(), wish, new Date());
  const headers = { 'cache-control': 'no-store' };
  if (answer.ok) return Response.json(answer.value, { headers });
  const { refusal } = answer;
  return Response.json(refusal, { status: refusalStatus[refusal.code], headers });
}
