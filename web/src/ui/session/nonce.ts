// The policy of the pages takes style elements with the nonce of this very answer only. Ant Design marks its own; what two
// small parts below it write (the lock of scrolling, the measure of the scroll bar) comes without, and gets it here.

/** The nonce the program put into the page; empty while the pages are developed. */
export const nonce = document.querySelector<HTMLMetaElement>('meta[property=csp-nonce]')?.nonce ?? '';

const create = document.createElement.bind(document);
document.createElement = (name: string, options?: ElementCreationOptions) => {
  const element = create(name, options);
  if (element instanceof HTMLStyleElement) element.nonce = nonce;
  return element;
};
