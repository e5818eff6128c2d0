// Made-up inputs for tests: always the same ones, unless `make fuzz` asks for others and for more of them.

const seeds = Number(import.meta.env.VITE_FUZZ_SEED ?? 0);
const factor = Number(import.meta.env.VITE_FUZZ_FACTOR ?? 1);

/** Rounds of a test that usually takes so many. */
export function rounds(usual: number): number {
  return Math.ceil(usual * factor);
}

/** Random whole numbers below a bound. */
export function randomly(seed: number): (below: number) => number {
  let state = (seed + seeds) >>> 0;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}
