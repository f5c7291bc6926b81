/** How many items of a list, from the first on, satisfy a condition that no later one satisfies. Found by binary search. */
export function countWhere<T>(sorted: ArrayLike<T>, holds: (item: T) => boolean): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (holds(sorted[middle] as T)) low = middle + 1;
    else high = middle;
  }
  return low;
}
