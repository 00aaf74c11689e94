/** What a URL addresses, with all names resolved (OData v2 URI conventions, 3). */
import type { EntitySet, EntityType, Navigation, ServiceModel } from '../../sma/edm/serviceModel.ts';
import type { EdmValue } from '../../sma/edm/values.ts';
import type { ActionDefinition, PropertyDefinition, ServiceOperationDefinition } from '../../sma/edm/vocabulary.ts';
import type { EntityKey } from './key.ts';

/** One navigation of a path; `key` picks one entity of a to-many navigation. */
export interface NavigationStep { readonly navigation: Navigation; readonly key: EntityKey | undefined }

/** How the entities of a path are reached: from a set, perhaps one of it by key, over navigations. */
export interface EntityPath {
  readonly set: EntitySet;
  readonly key: EntityKey | undefined;
  readonly steps: readonly NavigationStep[];
  /** Where the path ends. */
  readonly targetSet: EntitySet;
  /** The declared type there, or the derived type named by a type segment. */
  readonly targetType: EntityType;
  /** A type segment restricts the result to `targetType`. */
  readonly isTypeFiltered: boolean;
  /** True when the path ends in many entities. */
  readonly isCollection: boolean;
}

export type Resource =
  | { readonly kind: 'serviceDocument' | 'metadata' | 'batch' }
  | { readonly kind: 'entities' | 'entity' | 'count' | 'media'; readonly path: EntityPath }
  /** `raw`: `/Property/$value`, the value as text. */
  | { readonly kind: 'property'; readonly path: EntityPath; readonly property: PropertyDefinition; readonly raw: boolean }
  /** `/$links/Navigation`: `path` is the source; `key` names one link; `count` for `/$count`. */
  | { readonly kind: 'links'; readonly path: EntityPath; readonly navigation: Navigation; readonly key: EntityKey | undefined; readonly count: boolean }
  | { readonly kind: 'action'; readonly path: EntityPath; readonly action: ActionDefinition }
  | { readonly kind: 'operation'; readonly operation: ServiceOperationDefinition; /** Asked for, it fails with ParameterMissing or ParameterValue. */ readonly parameters: Readonly<Record<string, EdmValue>> };

export interface ResourceUri {
  /** Lower-case GUID of the tenant segment. */
  readonly tenant: string;
  readonly model: ServiceModel;
  readonly resource: Resource;
}
