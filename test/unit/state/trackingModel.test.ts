import { typeAtRandom } from '../../fuzz/tracking';

describe('spans under random hands', () => {
  it('stand where a model of words says, both edges, after every gesture', () => void typeAtRandom(20_000, 1)).timeout(
    20_000,
  );
});
