// usage: npm run fuzz [-- KEYS [SEED]]: random hands at the tracker, in bare Node, until so many keys were pressed.
import { typeAtRandom } from './tracking';

const [keys = '1000000', seed = String(Date.now() % 1_000_000)] = process.argv.slice(2);
const start = performance.now();
console.log(`seed ${seed}`);
const pressed = typeAtRandom(Number(keys), Number(seed));
console.log(
  `${String(pressed)} keys in ${((performance.now() - start) / 1000).toFixed(0)} s, every span right after each gesture`,
);
