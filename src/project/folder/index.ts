/** What the runbooks of a folder define, call and use: found in the background, kept on disk between starts. */
export { LARGEST_RUNBOOK, readable } from './beginning.ts';
export { asCaller, definesItself, fileFacts, fileFactsSteps, type FileFacts, type Span } from './fileFacts.ts';
export { FolderIndex } from './folderIndex.ts';
export { FolderTables, givenParameter, isCredentialType, type IndexedFile, type Loading } from './folderTables.ts';
export { callableAt, callersIn, callersOf, callsFrom, scriptOf, type Callable } from './calls.ts';
export { diskCache } from './indexCache.ts';
export { ParameterQuestion } from './parameterQuestion.ts';
export { readTogether } from './readTogether.ts';
export { calledParameterAt, keptArguments, keptRenameProblem, parameterArguments, parameterFiles, parameterOf, parameterPlacesAtHome, parameterRenameProblem, type CalledParameter, type ParameterFiles } from './parameters.ts';
export { folderRename, folderRenameProblem } from './rename.ts';
export { commandSymbol, folderDefinitions, folderPlaces, folderSymbolAt, ownPlaces, unclearCall, unclearCallers, type CurrentFile, type Extent, type FolderPlace, type FolderSymbol, type ParsedFile } from './symbols.ts';
export { FolderMembers, type MemberFile } from './members.ts';
export { testNames } from './testNames.ts';
export { localAssetLists, localAssetNames, type LocalAssetLists } from './localAssetNames.ts';
