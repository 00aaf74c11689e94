/** How findings are asked for: `isUnasked` where the editor looks for a light bulb by itself, behind every few keys; `isForKind` where it wants one kind, as on save. */
export interface Asked { readonly isUnasked: boolean; readonly isForKind: boolean }

/**
 * The findings that an answer is made of. A light bulb that nobody asked for waits for the judgement that comes with the pause behind the
 * last key, and is asked for again when that is shown: judging a long text takes as long as several answers to who is typing.
 */
export function findingsWhen<T>({ isUnasked, isForKind }: Asked, judged: () => readonly T[] | undefined, judge: () => readonly T[]): readonly T[] {
  return isUnasked && !isForKind ? judged() ?? [] : judge();
}
