import { words } from './words.ts';

/** Variables that Pester gives the tests of a file (its documentation of TestDrive, TestRegistry and Mock). */
export const testVariables = words('TestDrive TestRegistry PesterPreference PesterBoundParameters');
