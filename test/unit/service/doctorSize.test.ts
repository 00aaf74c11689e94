import assert from 'node:assert/strict';
import { isMuchFree } from '../../../src/service/data/doctor.ts';

const PAGE = 4096, MB = 1024 * 1024 / PAGE;

describe('what of a database holds nothing', () => {
  it('is told where it is more than half of it and 64 MB, or more than 1 GB of however much', () => {
    for (const [pages, free, told] of [[100, 60, false], [128, 65, true], [130, 65, false], [10_000, 1_000, false], [10_000, 1_025, true], [64, 64, false], [1_025 * 100, 1_025, true], [0, 0, false]] as const) {
      assert.equal(isMuchFree(pages * MB, free * MB, PAGE), told, `${free} of ${pages} MB`);
    }
  });
});
