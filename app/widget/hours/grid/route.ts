import { answerHoursWidget } from '@/lib/api/hours-widget';

export const dynamic = 'force-dynamic';

export const GET = (request: Request) => answerHoursWidget(request, 'grid');
