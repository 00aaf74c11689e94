/** What the runbooks of a folder define, call and use: found in the background, kept on disk between starts. */
export { fileFacts, type FileFacts, type IndexedAsset, type IndexedCall, type IndexedFunction, type Span } from './fileFacts.ts';
export { FolderIndex, type FolderSource } from './folderIndex.ts';
export { FolderTables, type IndexedFile } from './folderTables.ts';
export { diskCache, type FileStamp, type IndexCache } from './indexCache.ts';
export { calledParameterAt, parameterArguments, parameterDeclaration, parameterOf, parameterPlacesAtHome, type RunbookParameter } from './parameters.ts';
export { folderRename, folderRenameProblem, type FileRename, type FolderEdit, type FolderRename } from './rename.ts';
export { assetPlaces, folderDefinitions, folderPlaces, folderSymbolAt, runbookPlaces, type CurrentFile, type Extent, type FolderPlace, type FolderSymbol, type ParsedFile } from './symbols.ts';
