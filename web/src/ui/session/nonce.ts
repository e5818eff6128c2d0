// The content security policy accepts only style elements with the nonce of this response. Ant Design sets it on its own;
// two of its dependencies (the scroll lock, the scroll-bar measurement) do not, so their elements get it here.

/** The nonce the server put into the page; empty on the development server. */
export const nonce = document.querySelector<HTMLMetaElement>('meta[property=csp-nonce]')?.nonce ?? '';

const create = document.createElement.bind(document);
document.createElement = (name: string, options?: ElementCreationOptions) => {
  const element = create(name, options);
  if (element instanceof HTMLStyleElement) element.nonce = nonce;
  return element;
};
