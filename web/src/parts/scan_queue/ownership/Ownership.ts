// One tab at a time holds a person's scans. A tab that shows no station gives them to one that does; where both show
// it, the other one must be asked for it.

/** What is handed from tab to tab. */
interface Held {
  load: () => Promise<void>;
  suspend: () => Promise<void>;
}

/** `wanted`: by a tab that shows the station; `taken`: by a person who pressed the button. */
export type Message = 'wanted' | 'taken';

/** What a person's tabs say to one another. */
export interface Channel {
  say: (message: Message) => void;
  listen: (heard: (message: Message) => void) => void;
}

interface Given {
  held: Held;
  /** Calls back once no other tab holds the scans; they are free again when the promise it is given is done. */
  lock: (granted: () => Promise<void>) => Promise<unknown>;
  channel: Channel;
}

/** Milliseconds between a station's requests for the scans. */
const ASK_AGAIN = 1_000;

export class Ownership {
  private stations = 0;
  private asking: ReturnType<typeof setInterval> | undefined;
  private release: (() => void) | null = null;
  private closed = false;

  constructor(private readonly given: Given) {
    given.channel.listen((message) => {
      if (message === 'taken' || this.stations === 0) this.release?.();
    });
    void this.hold();
  }

  /** Holds the scans whenever it is this tab's turn. */
  private async hold(): Promise<void> {
    while (!this.closed) await this.given.lock(() => this.until());
  }

  private async until(): Promise<void> {
    if (this.closed) return;
    const asked = new Promise<void>((release) => {
      this.release = release;
    });
    clearInterval(this.asking);
    await this.given.held.load();
    await asked;
    this.release = null;
    await this.given.held.suspend();
  }

  /** Gives the scans up for good: somebody else works in this tab now. */
  close(): void {
    this.closed = true;
    clearInterval(this.asking);
    this.release?.();
  }

  /** A station is shown in this tab; returns what to call when it no longer is. */
  show(): () => void {
    this.stations += 1;
    this.ask('wanted');
    return () => {
      this.stations -= 1;
      if (this.stations === 0) clearInterval(this.asking);
    };
  }

  /** Takes the scans from whichever tab holds them. */
  take(): void {
    this.ask('taken');
  }

  private ask(message: Message): void {
    if (this.release) return;
    clearInterval(this.asking);
    this.given.channel.say(message);
    // Another tab without a station may have been next in line.
    this.asking = setInterval(() => this.given.channel.say('wanted'), ASK_AGAIN);
  }
}
