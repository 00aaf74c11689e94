/** What the runbooks of a folder define, call and use: found in the background, kept on disk between starts. */
export { LARGEST_RUNBOOK, readable } from './beginning.ts';
export { definesItself, fileFacts, type FileFacts, type Span } from './fileFacts.ts';
export { FolderIndex } from './folderIndex.ts';
export { FolderTables, givenParameter, isCredentialType, type IndexedFile } from './folderTables.ts';
export { callableAt, callersIn, callersOf, callsFrom, scriptOf, type Callable } from './calls.ts';
export { diskCache } from './indexCache.ts';
export { calledParameterAt, parameterArguments, parameterFiles, parameterOf, parameterPlacesAtHome, parameterRenameProblem, type CalledParameter, type ParameterFiles } from './parameters.ts';
export { folderRename, folderRenameProblem } from './rename.ts';
export { commandSymbol, folderDefinitions, folderPlaces, folderSymbolAt, ownPlaces, unclearCall, unclearCallers, type CurrentFile, type Extent, type FolderSymbol, type ParsedFile } from './symbols.ts';
export { FolderMembers, type MemberFile } from './members.ts';
export { testNames } from './testNames.ts';
export { localAssetLists, localAssetNames, type LocalAssetLists } from './localAssetNames.ts';
