/** The rules as they are documented; the build puts the text itself in the place of this module. */
import { readFileSync } from 'node:fs';

export const RULES_TEXT = readFileSync(new URL('README.md', import.meta.url), 'utf8');
