import assert from 'node:assert/strict';
import { anyCaseScripts } from '../../../src/app/text/anyCase.ts';

describe('a pattern for scripts', () => {
  it('takes .ps1 in any case, and leaves the rest as it is', () => {
    const expected = {
      '**/*.ps1': '**/*.[pP][sS]1', '{runbooks,more}/**/*.PS1': '{runbooks,more}/**/*.[pP][sS]1', '**/*.{ps1,psm1}': '**/*.{[pP][sS]1,psm1}', '*.{psm1,ps1}': '*.{psm1,[pP][sS]1}',
      '**/*.ps1xml': '**/*.ps1xml', 'ps1/[ps1]*': 'ps1/[ps1]*', '**/*.[pP][sS]1': '**/*.[pP][sS]1',
    };
    for (const [pattern, widened] of Object.entries(expected)) assert.equal(anyCaseScripts(pattern), widened);
  });
});
