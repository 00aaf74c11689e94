/** The only complex type of the main service: a named parameter, its value as text (sma-rest-api.md 2.3.25, 5.6). */
import { string } from '../edm/define.ts';
import type { EntityOf } from '../edm/values.ts';

export const nameValuePairType = { name: 'NameValuePair', properties: [string('Name'), string('Value')] } as const;
export type NameValuePairValue = EntityOf<typeof nameValuePairType>;
