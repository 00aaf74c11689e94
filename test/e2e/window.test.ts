import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../../scripts/lib/paths.ts';
import { useWorkbench } from '../support/workbench.ts';

describe('the window with the extension installed', () => {
  const workbench = useWorkbench({ folder: join(root, 'media/samples') });

  it('has the SMA container in the activity bar, and asks nothing', async () => {
    await workbench().openContainer('SMA');
    await workbench().treeItem(/Local service/i).first().waitFor();
    await workbench().page.getByText('There is no data provider').first().waitFor({ state: 'detached' });
    assert.equal(await workbench().dialog().count(), 0);
    assert.deepEqual(await workbench().toastTexts(), []);
    assert.ok(existsSync(await workbench().screenshot('window-dark')));
  });

  it('follows the light theme', async () => {
    await workbench().theme('light');
    assert.ok(existsSync(await workbench().screenshot('window-light')));
  });
});
