import { db } from '@/lib/db/client';
import { embedOrigins } from '@/lib/db/embed-origins';

/**
 * Who may frame an embedded page, for its header. One read by primary key, of embedded pages only, so that a site taken out
 * of the list is refused from its next request on (decision 32). With the database away: nobody but our own pages.
 */
export const framingOrigins = (): Promise<string[]> => embedOrigins(db()).catch(() => []);
