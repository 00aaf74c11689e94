/** What a class of a script declares, in its order: reflection lists it so, hidden or not. */
import type { AnyType, Overload } from './netType.ts';

export interface Declared {
  /** `type`: asked for when it is used, for it may be a class further down. */
  readonly properties: readonly { readonly name: string; readonly isStatic: boolean; readonly type: (() => AnyType) | undefined }[];
  readonly methods: readonly { readonly name: string; readonly isStatic: boolean; readonly overload: Overload<never> }[];
}
export const declaredBy: WeakMap<AnyType, Declared> = new WeakMap();
