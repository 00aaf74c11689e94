import assert from 'node:assert/strict';
import { notInstalled } from '../../../scripts/lib/progress.ts';

describe('an extension that VS Code did not take', () => {
  it('for want of room is told in a sentence, with the place and the way out', () => {
    const { message } = notInstalled('/x/sma.vsix', '/x/.try/extensions', "[Error: ENOSPC: no space left on device, write] { code: 'Extract' }");
    assert.equal(message, 'The extension could not be installed: /x/.try/extensions has no room left. Make room, then run the same command again. (SMA_START_HOME names another place.)');
  });
  it('for another reason is told in its own words', () => assert.match(notInstalled('/x/sma.vsix', '/x/e', 'corrupt').message, /from \/x\/sma\.vsix\.\ncorrupt$/));
});
