/** Drives, paths, items and their content. */
import { clearItem } from './clearItem.ts';
import { convertPath } from './convertPath.ts';
import { copyItem } from './copyItem.ts';
import { clearItemProperty, copyItemProperty, moveItemProperty, newItemProperty, removeItemProperty, renameItemProperty } from './dynamicProperties.ts';
import { getChildItem } from './getChildItem.ts';
import { getContent } from './getContent.ts';
import { getItem } from './getItem.ts';
import { getLocation } from './getLocation.ts';
import { toHome, toRoot, upward } from './goWords.ts';
import { getItemProperty, getItemPropertyValue, setItemProperty } from './itemProperties.ts';
import { joinPath } from './joinPath.ts';
import { makeDirectory } from './makeDirectory.ts';
import { moveItem } from './moveItem.ts';
import { newItem } from './newItem.ts';
import { newTemporaryFile } from './newTemporaryFile.ts';
import { popLocation } from './popLocation.ts';
import { getPSDrive, getPSProvider, newPSDrive, removePSDrive } from './psDrives.ts';
import { pushLocation } from './pushLocation.ts';
import { removeItem } from './removeItem.ts';
import { renameItem } from './renameItem.ts';
import { resolvePath } from './resolvePath.ts';
import { addContent, clearContent, setContent } from './setContent.ts';
import { setItem } from './setItem.ts';
import { setLocation } from './setLocation.ts';
import { splitPath } from './splitPath.ts';
import { testPath } from './testPath.ts';
import { unblockFile } from './unblockFile.ts';

export const itemCmdlets = [
  getLocation, setLocation, pushLocation, popLocation, joinPath, splitPath, testPath, resolvePath, convertPath, getPSDrive, newPSDrive, removePSDrive, getPSProvider,
  getItem, setItem, newItem, makeDirectory, removeItem, copyItem, moveItem, renameItem, clearItem, getChildItem, getContent, setContent, addContent, clearContent,
  clearItemProperty, copyItemProperty, moveItemProperty, newItemProperty, removeItemProperty, renameItemProperty, getItemProperty, getItemPropertyValue, setItemProperty, newTemporaryFile, unblockFile, upward, toRoot, toHome,
] as const;
