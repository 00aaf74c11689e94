import './zipFile.ts';
import { compressArchive } from './compressArchive.ts';
import { expandArchive } from './expandArchive.ts';

export const archiveCmdlets = [compressArchive, expandArchive];
