import antd from 'antd/locale/zh_CN';
import type { Texts } from './texts';

const files = import.meta.glob<object>('./zh-CN/*.json', { eager: true, import: 'default' });
const name = (path: string) => path.slice(path.lastIndexOf('/') + 1, -'.json'.length);

export const texts: Texts = {
  resources: Object.fromEntries(Object.entries(files).map(([path, content]) => [name(path), content])),
  antd,
};
