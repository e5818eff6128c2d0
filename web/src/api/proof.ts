// What matters most the API does for people only who have said who they are a short while ago. A call refused for that asks the person, once for
// all calls that wait, and is made again.

export const PROOF_NEEDED = 'reauthentication_needed';

/** Asks the person who they are; false when they would rather not say. */
type Ask = () => Promise<boolean>;

let asker: Ask | null = null;
let asked: Promise<boolean> | null = null;

/** Has `ask` called whenever a proof is needed, until the answer is called. */
export function onProofNeeded(ask: Ask): () => void {
  asker = ask;
  return () => {
    if (asker === ask) asker = null;
  };
}

/** Whether the person has said who they are. */
export function askForProof(): Promise<boolean> {
  asked ??= (asker?.() ?? Promise.resolve(false)).finally(() => {
    asked = null;
  });
  return asked;
}
