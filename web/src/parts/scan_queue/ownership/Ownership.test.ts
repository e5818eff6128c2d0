import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { type Message, Ownership } from './Ownership';

/** A browser: one lock, first come first served, and a channel between its tabs. */
class Browser {
  private readonly waiting: (() => Promise<void>)[] = [];
  private readonly heard = new Map<object, (message: Message) => void>();
  private busy = false;

  private async next(): Promise<void> {
    const granted = this.waiting.shift();
    if (!granted || this.busy) return;
    this.busy = true;
    await granted();
    this.busy = false;
    void this.next();
  }

  tab() {
    const tab = { holds: false };
    const channel = {
      listen: (heard: (message: Message) => void) => void this.heard.set(tab, heard),
      say: (message: Message) => {
        for (const [other, heard] of this.heard) if (other !== tab) heard(message);
      },
    };
    const held = {
      load: async () => void (tab.holds = true),
      suspend: async () => void (tab.holds = false),
    };
    const lock = (granted: () => Promise<void>) =>
      new Promise<void>((done) => {
        this.waiting.push(() => granted().then(done));
        if (!this.busy) void this.next();
      });
    return Object.assign(tab, { ownership: new Ownership({ held, lock, channel }) });
  }
}

const soon = () => vi.advanceTimersByTimeAsync(3_000);

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test('a tab that only counts gives the scans to the one that shows the station', async () => {
  const browser = new Browser();
  const [today, another, station] = [browser.tab(), browser.tab(), browser.tab()];
  await soon();
  expect([today.holds, another.holds, station.holds]).toEqual([true, false, false]);
  station.ownership.show();
  await soon();
  expect([today.holds, another.holds, station.holds]).toEqual([false, false, true]);
});

test('a station keeps them from another station until it is left, or until it is asked for', async () => {
  const browser = new Browser();
  const [first, second] = [browser.tab(), browser.tab()];
  const leave = first.ownership.show();
  second.ownership.show();
  await soon();
  expect([first.holds, second.holds]).toEqual([true, false]);
  second.ownership.take();
  await soon();
  expect([first.holds, second.holds]).toEqual([false, true]);
  first.ownership.take();
  await soon();
  expect([first.holds, second.holds]).toEqual([true, false]);
  leave();
  second.ownership.show();
  await soon();
  expect([first.holds, second.holds]).toEqual([false, true]);
});

test('a tab in which somebody else signs in gives them up for good', async () => {
  const browser = new Browser();
  const [first, second] = [browser.tab(), browser.tab()];
  await soon();
  first.ownership.close();
  await soon();
  expect([first.holds, second.holds]).toEqual([false, true]);
  second.ownership.close();
  await soon();
  expect([first.holds, second.holds]).toEqual([false, false]);
});
