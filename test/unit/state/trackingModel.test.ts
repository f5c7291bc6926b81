import { typeAtRandom } from '../../fuzz/tracking';

describe('spans under random hands', () => {
  it('stand where a model of words says, both edges, after every gesture', () => void typeAtRandom(8000, 1));
});
