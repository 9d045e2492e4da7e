/** Where the nodes of a network are: each between -1 and 1. */
export interface Place {
  x: number;
  y: number;
}

const ticks = 300;

/**
 * Places nodes so that those with a link are near each other and the others are not: Fruchterman and Reingold, 1991. Nothing in it is
 * left to chance, so that the same network looks the same each time: it begins on a spiral, the first node in its middle.
 *
 * @param links pairs of indices of nodes
 */
export function forceLayout(nodeCount: number, links: readonly (readonly [number, number])[]): readonly Place[] {
  const places = Array.from({ length: nodeCount }, (_, index) => onSpiral(index, nodeCount));
  const reach = 1 / Math.sqrt(Math.max(nodeCount, 1));
  for (let tick = 0; tick < ticks; tick++) {
    const moves = places.map(({ x, y }): Place => ({ x: -x * gravity, y: -y * gravity }));
    repel(places, moves, reach);
    attract(places, moves, reach, links);
    const longest = 0.1 * (1 - tick / ticks);
    for (const [index, place] of places.entries()) move(place, moves[index] as Place, longest);
  }
  return spreadOut(places);
}

/** Holds parts together that have no link between them. */
const gravity = 0.35;

/** The angle in which sunflowers lay their seeds: no two nodes lie in a line with the middle. */
const goldenAngle = Math.PI * (3 - Math.sqrt(5));

function onSpiral(index: number, nodeCount: number): Place {
  const distance = Math.sqrt(index / Math.max(nodeCount, 1)) * 0.5;
  return { x: Math.cos(index * goldenAngle) * distance, y: Math.sin(index * goldenAngle) * distance };
}

function repel(places: readonly Place[], moves: readonly Place[], reach: number): void {
  for (let first = 0; first < places.length; first++) {
    for (let second = 0; second < first; second++) push(places, moves, first, second, (distance) => (reach * reach) / distance);
  }
}

function attract(places: readonly Place[], moves: readonly Place[], reach: number, links: readonly (readonly [number, number])[]): void {
  for (const [first, second] of links) push(places, moves, first, second, (distance) => -(distance * distance) / reach);
}

/** Moves two nodes away from each other by a force, or nearer to each other where it is negative. */
function push(places: readonly Place[], moves: readonly Place[], first: number, second: number, force: (distance: number) => number): void {
  const [a, b, moveA, moveB] = [places[first], places[second], moves[first], moves[second]];
  if (a === undefined || b === undefined || moveA === undefined || moveB === undefined || first === second) return;
  const [x, y] = [a.x - b.x, a.y - b.y];
  const distance = Math.max(Math.hypot(x, y), 0.001);
  const strength = force(distance) / distance;
  moveA.x += x * strength;
  moveA.y += y * strength;
  moveB.x -= x * strength;
  moveB.y -= y * strength;
}

function move(place: Place, { x, y }: Place, longest: number): void {
  const length = Math.hypot(x, y);
  if (length === 0) return;
  const share = Math.min(length, longest) / length;
  place.x += x * share;
  place.y += y * share;
}

/** Uses all the room, which is wider than high as a rule. */
function spreadOut(places: readonly Place[]): readonly Place[] {
  const [xs, ys] = [places.map(({ x }) => x), places.map(({ y }) => y)];
  const along = (values: readonly number[], value: number): number => {
    const [least, most] = [Math.min(...values), Math.max(...values)];
    return most - least < 1e-9 ? 0 : ((value - least) / (most - least)) * 2 - 1;
  };
  return places.map(({ x, y }) => ({ x: along(xs, x), y: along(ys, y) }));
}
