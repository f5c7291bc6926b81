import { typeAtRandom } from '../../fuzz/tracking';

describe('spans under random edits', () => {
  it('are where a model of words expects them, at both edges, after every edit', () => void typeAtRandom(8000, 1));
});
