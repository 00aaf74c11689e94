/** What looks at, chooses, orders and counts objects. */
import { addMember } from './addMember.ts';
import { compareObject } from './compareObject.ts';
import { forEachObject } from './forEachObject.ts';
import { getMember } from './getMember.ts';
import { getUnique } from './getUnique.ts';
import { groupObject } from './groupObject.ts';
import { measureObject } from './measureObject.ts';
import { newObject } from './newObject.ts';
import { selectObject } from './selectObject.ts';
import { sortObject } from './sortObject.ts';
import { teeObject } from './teeObject.ts';
import { updateList } from './updateList.ts';
import { whereObject } from './whereObject.ts';

export const objectCmdlets = [whereObject, forEachObject, selectObject, sortObject, groupObject, measureObject, newObject, addMember, getMember, compareObject, getUnique, teeObject, updateList] as const;
