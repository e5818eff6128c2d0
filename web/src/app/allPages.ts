import type { Page } from '@/ui/page/page';

const files = import.meta.glob<{ pages: readonly Page[] }>('../features/*/pages.tsx', { eager: true });

/** Every page of every feature. */
export const allPages: readonly Page[] = Object.values(files).flatMap((file) => file.pages);
