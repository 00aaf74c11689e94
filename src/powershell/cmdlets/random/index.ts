/** What is made by chance. */
import { getRandom, getSecureRandom } from './getRandom.ts';
import { newGuid } from './newGuid.ts';

export const randomCmdlets = [getRandom, getSecureRandom, newGuid] as const;
