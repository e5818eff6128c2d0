import type { Locale } from 'antd/es/locale';

/** The texts of one language. */
export interface Texts {
  /** By namespace, one file each. */
  resources: Record<string, object>;
  antd: Locale;
}
