import Bowser from 'bowser';

/** What people call the browser that named itself so, with its system; a program by the first word it says of itself. Empty for what says nothing. */
export function browserName(agent: string): string {
  if (agent === '') return '';
  const { browser, os } = Bowser.parse(agent);
  if (!browser.name || !agent.startsWith('Mozilla/')) return agent.split(' ')[0] ?? agent;
  const version = browser.version?.split('.')[0];
  const named = [browser.name, version].filter(Boolean).join(' ');
  return [named, os.name].filter(Boolean).join(' · ');
}
