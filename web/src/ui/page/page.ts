import type { ComponentType } from 'react';
import type { Schemas } from '@/api/client';

type Permission = Schemas['Permission'];

/** The groups of the side menu, in their order. */
export const MENU_GROUPS = ['work', 'goods', 'oversight', 'administration'] as const;

/** A page with its address, permissions and menu entry. A feature's `pages.tsx` exports its pages as `pages`; nothing else needs to know of them. */
export interface Page {
  /** Below `/`, as react-router writes it: `items/:id`. */
  path: string;
  /** The person needs one of these; without it, every signed-in person may open the page. */
  needs?: readonly Permission[];
  /** The guide's section about it, in `docs/guide/<language>/pages.md`. */
  help: string;
  load: () => Promise<{ default: ComponentType }>;
  /** Its entry in the side menu. */
  menu?: {
    group: (typeof MENU_GROUPS)[number];
    order: number;
    icon: ComponentType;
    /** Key of the text, such as `items:menu`. */
    text: string;
    /** The work waiting there, by its names in `GET /work`; the entry shows the total. */
    work?: readonly Schemas['WorkName'][];
  };
  /** Candidates for a person's first page; of those permitted, the lowest number wins. */
  home?: number;
}

export function isPermitted(page: Pick<Page, 'needs'>, permissions: readonly Permission[]): boolean {
  return page.needs === undefined || page.needs.some((needed) => permissions.includes(needed));
}
