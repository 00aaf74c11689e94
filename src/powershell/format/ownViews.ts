/** The views that scripts have read from format files: those before PowerShell's own, and those behind them. */
import type { Session } from '../runtime/run/session.ts';
import type { View } from './views.ts';

export interface OwnViews {
  /** Read from a file; absent where a script gave them otherwise. */
  before: { readonly file: string; readonly views: readonly View[] }[];
  after: { readonly file: string; readonly views: readonly View[] }[];
}
/** Of a session; made with the first question. */
export function ownViews(session: Session): OwnViews {
  let made = session.caches.get('formatFiles') as OwnViews | undefined;
  if (made === undefined) session.caches.set('formatFiles', (made = { before: [], after: [] }));
  return made;
}
/** The same, or undefined where the session has read none. */
export const knownViews = (session: Session | undefined): OwnViews | undefined => session?.caches.get('formatFiles') as OwnViews | undefined;
